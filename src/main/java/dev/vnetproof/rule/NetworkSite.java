package dev.vnetproof.rule;

import dev.vnetproof.model.Datum;
import dev.vnetproof.model.DeclaredDeployment;
import dev.vnetproof.model.Location;
import dev.vnetproof.model.Missing;
import dev.vnetproof.model.PlatformVersion;
import dev.vnetproof.model.PublicIpAddress;
import dev.vnetproof.model.Region;
import dev.vnetproof.model.ServiceEndpoint;
import dev.vnetproof.model.ServiceEndpointPolicy;
import dev.vnetproof.model.Subnet;
import dev.vnetproof.model.SubnetUser;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Where the network of a location is, and what else is given to the instance there. */
public record NetworkSite(Location location, DeclaredDeployment instance) {

  /** Whether the snapshot says that the instance is on stv1. */
  public boolean isDeclaredOnStv1() {
    return instance.platformVersion().equals(Datum.known(PlatformVersion.STV1));
  }

  /** Whether the snapshot says in which region the network is. */
  public boolean isRegionGiven() {
    return subnet().region().isKnown();
  }

  /** Whether the network is in the region of this location. */
  public Datum<Boolean> inRegion() {
    return location.region().map(region -> subnet().region().equals(Datum.known(region)));
  }

  /** The region of the network and that of this location, as far as they are known. */
  public Map<String, String> regions() {
    return Map.of(
        "networkRegion", subnet().region().map(Region::name).orElse(""),
        "region", location.region().map(Region::name).orElse(""));
  }

  /** Whether the snapshot says in which subscription the network is. */
  public boolean isSubscriptionGiven() {
    return subnet().subscriptionId().isKnown();
  }

  /** Whether the network is in the subscription of the instance. */
  public Datum<Boolean> inSubscription() {
    return instance
        .subscriptionId()
        .map(own -> own.equalsIgnoreCase(subnet().subscriptionId().orElse("")));
  }

  /** The subscription of the network and that of the instance, as far as they are known. */
  public Map<String, String> subscriptions() {
    return Map.of(
        "networkSubscription", subnet().subscriptionId().orElse(""),
        "subscription", instance.subscriptionId().orElse(""));
  }

  /** Whether nothing but API Management is in the subnet. */
  public Datum<Boolean> isDedicated() {
    List<SubnetUser> strangers = strangers();
    return subnet().otherUsers().map(users -> strangers.isEmpty());
  }

  /** What else is in the subnet, with its verb. */
  public String othersInSubnet() {
    return strangers().stream().map(u -> "`" + u.name() + "`").collect(Collectors.joining(", "))
        + (strangers().size() == 1 ? " is" : " are");
  }

  private List<SubnetUser> strangers() {
    return subnet().otherUsers().orElse(List.of()).stream()
        .filter(user -> !user.isApiManagement().orElse(false))
        .toList();
  }

  /**
   * Whether service endpoint policies leave the instance its own storage accounts, which no
   * customer can list: {@code /services/Azure/ApiManagement} stands for them, {@code
   * /services/Azure} for those of every service (service endpoint policies, 2020-02-03). Whether a
   * policy without them cuts the instance off, no page says.
   */
  public Datum<Boolean> keepsPlatformStorage() {
    boolean noEndpoint =
        subnet()
            .serviceEndpoints()
            .map(
                all ->
                    !all.contains(ServiceEndpoint.STORAGE)
                        && !all.contains(ServiceEndpoint.STORAGE_GLOBAL))
            .orElse(false);
    List<ServiceEndpointPolicy> policies = subnet().serviceEndpointPolicies().orElse(List.of());
    if (noEndpoint || policies.isEmpty()) {
      return Datum.known(true);
    }
    List<String> aliases = List.of("/services/azure", "/services/azure/apimanagement");
    boolean listed =
        policies.stream()
            .flatMap(policy -> policy.serviceResources().orElse(List.of()).stream())
            .anyMatch(resource -> aliases.contains(resource.toLowerCase(Locale.ROOT)));
    return listed
        ? Datum.known(true)
        : Datum.unknown(
            policies.stream()
                .flatMap(policy -> policy.serviceResources().ifMissing().stream())
                .findFirst()
                .orElseGet(
                    () ->
                        Missing.fact(
                            "whether service endpoint policy `"
                                + policies.get(0).name()
                                + "`, which does not list /services/Azure/ApiManagement, leaves"
                                + " the instance its own storage accounts")));
  }

  /** The NAT gateway of the subnet; empty where there is none, or none is known. */
  public String natGateway() {
    return subnet().natGateway().orElse(Optional.empty()).orElse("");
  }

  /** Whether a NAT gateway is known to be on the subnet. */
  public boolean isBehindNatGateway() {
    return !natGateway().isEmpty();
  }

  /** Whether the snapshot says what NAT gateway the subnet has. */
  public boolean isNatGatewayGiven() {
    return subnet().natGateway().isKnown();
  }

  /** Whether the instance is known to be given a public IP address resource. */
  public boolean isPublicIpGiven() {
    return publicIp().isPresent();
  }

  /** Whether that address has a SKU that stv2 takes. */
  public Datum<Boolean> isPublicIpStandard() {
    return publicIp().map(PublicIpAddress::isStandard).orElse(Datum.known(true));
  }

  /** Whether that address has a DNS name label. */
  public Datum<Boolean> isPublicIpLabelled() {
    return publicIp().map(PublicIpAddress::hasDnsLabel).orElse(Datum.known(true));
  }

  private Optional<PublicIpAddress> publicIp() {
    return location.publicIpAddress().orElse(Optional.empty());
  }

  /** Whether the snapshot says which private endpoints lead to the instance. */
  public boolean isPrivateEndpointGiven() {
    return instance.privateEndpointConnections().isKnown();
  }

  /** Whether none does. */
  public Datum<Boolean> isWithoutPrivateEndpoint() {
    return instance.privateEndpointConnections().map(List::isEmpty);
  }

  /** The private endpoints that lead to the instance. */
  public String privateEndpoints() {
    return instance.privateEndpointConnections().orElse(List.of()).stream()
        .map(name -> "`" + name + "`")
        .collect(Collectors.joining(", "));
  }

  private Subnet subnet() {
    return location.subnet();
  }
}
