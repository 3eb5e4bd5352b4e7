package dev.vnetproof.wording;

import dev.vnetproof.model.Missing;
import java.util.Map;

/** What is missing, and how to come by it, in the words of those who have to. */
public final class MissingWords {
  private static final String IMPORT =
      "; `vnetproof import` prints the snapshot that other inputs amount to";

  /** What resources are called, by what refers to them. */
  private static final Map<String, String> NOUNS =
      Map.ofEntries(
          Map.entry("virtualNetwork", "the virtual network"),
          Map.entry("subnet", "the virtual network"),
          Map.entry("networkSecurityGroup", "the network security group"),
          Map.entry("routeTable", "the route table"),
          Map.entry("firewallPolicy", "the firewall policy"),
          Map.entry("ruleCollectionGroup", "the rule collection group"),
          Map.entry("ipGroup", "the IP group"),
          Map.entry("publicIPAddress", "the public IP address"),
          Map.entry("virtualHub", "the virtual hub"),
          Map.entry("serviceEndpointPolicy", "the service endpoint policy"),
          Map.entry("ruleCollection", "the security admin rule collection"));

  /** The command that prints a resource. */
  private static final Map<String, String> COMMANDS =
      Map.ofEntries(
          Map.entry("virtualNetwork", "az network vnet show"),
          Map.entry("subnet", "az network vnet show"),
          Map.entry("networkSecurityGroup", "az network nsg show"),
          Map.entry("routeTable", "az network route-table show"),
          Map.entry("firewallPolicy", "az network firewall policy show"),
          Map.entry("ruleCollectionGroup", "az network firewall policy rule-collection-group show"),
          Map.entry("ipGroup", "az network ip-group show"),
          Map.entry("publicIPAddress", "az network public-ip show"),
          Map.entry("virtualHub", "az network vhub show"),
          Map.entry("serviceEndpointPolicy", "az network service-endpoint policy show"),
          Map.entry(
              "ruleCollection", "az network manager security-admin-config rule-collection show"));

  /** What properties are, by their names. */
  private static final Map<String, String> PROPERTIES =
      Map.ofEntries(
          Map.entry("platformVersion", "the platform version of the instance"),
          Map.entry("virtualNetworkType", "whether the instance is external or internal"),
          Map.entry("sku", "the tier of the instance"),
          Map.entry("cloud", "the cloud of the instance"),
          Map.entry("clientAddressPrefixes", "where clients come from"),
          Map.entry("region", "the region"),
          Map.entry("units", "the number of units"),
          Map.entry("primary", "which region is the primary one"),
          Map.entry("addressPrefixes", "the prefixes of the subnet"),
          Map.entry("serviceEndpoints", "the service endpoints of the subnet"),
          Map.entry("delegations", "the delegations of the subnet"),
          Map.entry("addressSpace", "the address space of the virtual network"),
          Map.entry("peeredAddressSpaces", "the address spaces of the peered networks"),
          Map.entry("onPremisesAddressSpaces", "what gateways teach the virtual network"),
          Map.entry("gateway", "whether the virtual network has or uses a gateway"),
          Map.entry("networkSecurityGroup", "which network security group the subnet has"),
          Map.entry("securityRules", "the rules of the network security group"),
          Map.entry("routeTable", "which route table the subnet has"),
          Map.entry("routes", "the routes of the route table"),
          Map.entry("disableBgpRoutePropagation", "whether the route table takes learned routes"),
          Map.entry("servers", "the DNS servers of the virtual network"),
          Map.entry("forwardsAzureNames", "whether the DNS servers resolve Azure's public names"),
          Map.entry("egressFirewall", "the firewall that outbound traffic goes through"),
          Map.entry("networkAllowances", "the network rules of the firewall"),
          Map.entry("fqdnAllowances", "the application rules of the firewall"));

  private static final String EFFECTIVE_ROUTES =
      "Add what `az network nic show-effective-route-table` prints for a network interface in the"
          + " subnet, or write the property into a snapshot"
          + IMPORT
          + ".";

  private static final String DECLARED =
      "No export shows it: write it into a snapshot" + IMPORT + ".";

  /** How to come by a property that its own resource does not simply print. */
  private static final Map<String, String> STEPS =
      Map.of(
          "onPremisesAddressSpaces", EFFECTIVE_ROUTES,
          "peeredAddressSpaces",
              "Add the output of `az network vnet show` for the network, its peerings included, or"
                  + " write the property into a snapshot"
                  + IMPORT
                  + ".",
          "gateway",
              "Add the network's gateways (`az network vnet-gateway list`) and peerings, or write"
                  + " the property into a snapshot"
                  + IMPORT
                  + ".",
          "clientAddressPrefixes", DECLARED,
          "forwardsAzureNames", DECLARED);

  private MissingWords() {}

  /** The end of "cannot be decided without …". */
  public static String noun(Missing missing) {
    if (missing instanceof Missing.Resource resource) {
      return subject(missing) + ", which is not in the input" + note(resource);
    }
    if (missing instanceof Missing.Property property && PROPERTIES.containsKey(property.name())) {
      return property.pointer().isPresent()
          ? PROPERTIES.get(property.name()) + " (`" + property.text() + "`)"
          : PROPERTIES.get(property.name()) + " (" + property.text() + ")";
    }
    return missing instanceof Missing.Property property && property.pointer().isPresent()
        ? "`" + property.text() + "`"
        : missing.text();
  }

  /** What is told beside a resource, such as what others say of it. */
  private static String note(Missing.Resource resource) {
    return resource.note().isEmpty() ? "" : " (" + resource.note() + ")";
  }

  /**
   * What findings that wait for the same thing have in common: a subnet comes with its network, and
   * what a location lacks is told by its place.
   */
  public static String subject(Missing missing) {
    if (!(missing instanceof Missing.Resource resource)) {
      return missing instanceof Missing.DocumentSilent ? missing.text() : noun(missing);
    }
    String noun = NOUNS.getOrDefault(resource.type(), resource.type());
    String name = resource.type().equals("subnet") ? resource.parentName() : resource.name();
    return noun + " `" + name + "`";
  }

  /** What to do about it: a full sentence. */
  public static String step(Missing missing) {
    if (missing instanceof Missing.Resource resource) {
      String command = COMMANDS.getOrDefault(resource.type(), "az resource show");
      return "Add the output of `"
          + command
          + " "
          + arguments(resource)
          + "` to the input, or the template that deploys it.";
    }
    return switch (missing.kind()) {
      case PROPERTY -> ofProperty((Missing.Property) missing);
      case SERVICE_TAG_FILE ->
          "Give Microsoft's current service tag file of the cloud with `--service-tags`.";
      case EXPRESSION ->
          ((Missing.Expression) missing).hasParameters()
              ? "Give the parameter with `--parameters`, or a snapshot with the value."
              : "Give Azure's own JSON of what was deployed, or a snapshot with the value.";
      case ALLOWANCE_LIST ->
          "Add the firewall with its policy (`az network firewall show`), or write what it lets"
              + " through into `egressFirewall` of a snapshot.";
      case DOCUMENT_SILENT -> "Nothing in an input can tell; see the documentation of the service.";
      case BUDGET -> "Write the rules with fewer overlaps.";
    };
  }

  private static String ofProperty(Missing.Property property) {
    String known = STEPS.get(property.name());
    if (known != null) {
      return known;
    }
    return property.pointer().isPresent()
        ? "Write `" + property.text() + "` into the snapshot."
        : "Add an export that shows it, or write it into a snapshot" + IMPORT + ".";
  }

  private static String arguments(Missing.Resource resource) {
    boolean subnet = resource.type().equals("subnet");
    if (resource.id().startsWith("/subscriptions/") && resource.id().indexOf('{') < 0) {
      String id = resource.id();
      return "--ids " + (subnet ? id.replaceAll("(?i)/subnets/[^/]*$", "") : id);
    }
    return "--resource-group GROUP --name " + (subnet ? resource.parentName() : resource.name());
  }
}
