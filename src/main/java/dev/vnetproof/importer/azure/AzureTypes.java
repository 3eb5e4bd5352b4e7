package dev.vnetproof.importer.azure;

import java.util.Set;

/** The resource types that the join understands, in lower case; all others are counted. */
final class AzureTypes {
  static final String SERVICE = "microsoft.apimanagement/service";
  static final String NETWORK_SECURITY_GROUP = "microsoft.network/networksecuritygroups";
  static final String SECURITY_RULE = "microsoft.network/networksecuritygroups/securityrules";
  static final String DEFAULT_SECURITY_RULE =
      "microsoft.network/networksecuritygroups/defaultsecurityrules";
  static final String VIRTUAL_NETWORK = "microsoft.network/virtualnetworks";
  static final String SUBNET = "microsoft.network/virtualnetworks/subnets";
  static final String PEERING = "microsoft.network/virtualnetworks/virtualnetworkpeerings";
  static final String ROUTE_TABLE = "microsoft.network/routetables";
  static final String ROUTE = "microsoft.network/routetables/routes";
  static final String NETWORK_INTERFACE = "microsoft.network/networkinterfaces";
  static final String GATEWAY = "microsoft.network/virtualnetworkgateways";
  static final String HUB_CONNECTION = "microsoft.network/virtualhubs/hubvirtualnetworkconnections";
  static final String FIREWALL = "microsoft.network/azurefirewalls";
  static final String FIREWALL_POLICY = "microsoft.network/firewallpolicies";
  static final String RULE_COLLECTION_GROUP =
      "microsoft.network/firewallpolicies/rulecollectiongroups";
  static final String IP_GROUP = "microsoft.network/ipgroups";
  static final String DIAGNOSTIC_SETTING = "microsoft.insights/diagnosticsettings";
  static final String EVENT_SUBSCRIPTION = "microsoft.eventgrid/eventsubscriptions";
  static final String SYSTEM_TOPIC = "microsoft.eventgrid/systemtopics";

  // No resources, but what Azure answers when asked how things are.
  static final String EFFECTIVE_ROUTES = "effectiveroutetable";
  static final String EFFECTIVE_RULES = "effectivesecurityrules";
  static final String NETWORK_STATUS = "networkstatus";
  static final String ASSOCIATION = "subnetassociation";

  private static final Set<String> KNOWN =
      Set.of(
          SERVICE,
          NETWORK_SECURITY_GROUP,
          SECURITY_RULE,
          VIRTUAL_NETWORK,
          SUBNET,
          PEERING,
          ROUTE_TABLE,
          ROUTE,
          GATEWAY,
          HUB_CONNECTION,
          FIREWALL,
          FIREWALL_POLICY,
          RULE_COLLECTION_GROUP,
          IP_GROUP,
          DIAGNOSTIC_SETTING,
          EVENT_SUBSCRIPTION,
          SYSTEM_TOPIC,
          EFFECTIVE_ROUTES,
          EFFECTIVE_RULES,
          NETWORK_STATUS,
          ASSOCIATION);

  private AzureTypes() {}

  static boolean isKnown(String lowerCaseType) {
    return KNOWN.contains(lowerCaseType) || FeatureReader.isKnown(lowerCaseType);
  }

  /** Whether it is read: an interface only tells which subnet the answers beside it are about. */
  static boolean isRead(String lowerCaseType) {
    return isKnown(lowerCaseType) || lowerCaseType.equals(NETWORK_INTERFACE);
  }
}
