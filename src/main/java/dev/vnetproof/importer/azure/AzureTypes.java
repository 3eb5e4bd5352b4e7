package dev.vnetproof.importer.azure;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

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
  static final String HUB = "microsoft.network/virtualhubs";
  static final String HUB_ROUTE_TABLE = "microsoft.network/virtualhubs/hubroutetables";
  static final String HUB_BGP_CONNECTION = "microsoft.network/virtualhubs/bgpconnections";
  static final String ROUTING_INTENT = "microsoft.network/virtualhubs/routingintent";
  static final String HUB_VPN_GATEWAY = "microsoft.network/vpngateways";
  static final String HUB_CLIENT_GATEWAY = "microsoft.network/p2svpngateways";
  static final String HUB_EXPRESS_ROUTE_GATEWAY = "microsoft.network/expressroutegateways";
  static final String CONNECTION = "microsoft.network/connections";
  static final String LOCAL_GATEWAY = "microsoft.network/localnetworkgateways";
  static final String ADMIN_CONFIGURATION =
      "microsoft.network/networkmanagers/securityadminconfigurations";
  static final String ADMIN_RULE_COLLECTION = ADMIN_CONFIGURATION + "/rulecollections";
  static final String ADMIN_RULE = ADMIN_RULE_COLLECTION + "/rules";
  static final String NETWORK_GROUP = "microsoft.network/networkmanagers/networkgroups";
  static final String STATIC_MEMBER = NETWORK_GROUP + "/staticmembers";
  static final String RESOLVER_ENDPOINT = "microsoft.network/dnsresolvers/inboundendpoints";
  static final String REDIS = "microsoft.cache/redis";
  static final String PRIVATE_ENDPOINT = "microsoft.network/privateendpoints";
  static final String ENDPOINT_POLICY = "microsoft.network/serviceendpointpolicies";
  static final String ENDPOINT_POLICY_DEFINITION =
      ENDPOINT_POLICY + "/serviceendpointpolicydefinitions";
  static final String NAT_GATEWAY = "microsoft.network/natgateways";
  static final String PUBLIC_IP = "microsoft.network/publicipaddresses";
  static final String ZONE = "microsoft.network/privatednszones";
  static final String ZONE_LINK = ZONE + "/virtualnetworklinks";
  static final String VAULT = "microsoft.keyvault/vaults";
  static final String STORAGE_ACCOUNT = "microsoft.storage/storageaccounts";
  static final String CERTIFICATE = SERVICE + "/certificates";
  static final String BACKEND = SERVICE + "/backends";
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
  static final String EFFECTIVE_ADMIN_RULES = "effectivesecurityadminrules";
  static final String ADMIN_DEPLOYMENTS = "microsoft.network/networkmanagers/deployments";

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
          HUB,
          HUB_ROUTE_TABLE,
          HUB_BGP_CONNECTION,
          ROUTING_INTENT,
          HUB_VPN_GATEWAY,
          HUB_CLIENT_GATEWAY,
          HUB_EXPRESS_ROUTE_GATEWAY,
          CONNECTION,
          LOCAL_GATEWAY,
          ADMIN_CONFIGURATION,
          ADMIN_RULE_COLLECTION,
          ADMIN_RULE,
          NETWORK_GROUP,
          STATIC_MEMBER,
          RESOLVER_ENDPOINT,
          REDIS,
          PRIVATE_ENDPOINT,
          ENDPOINT_POLICY,
          ENDPOINT_POLICY_DEFINITION,
          NAT_GATEWAY,
          PUBLIC_IP,
          ZONE,
          ZONE_LINK,
          VAULT,
          STORAGE_ACCOUNT,
          CERTIFICATE,
          BACKEND,
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
          ASSOCIATION,
          EFFECTIVE_ADMIN_RULES,
          ADMIN_DEPLOYMENTS);

  static final List<String> ZONE_RECORDS =
      Stream.of("a", "aaaa", "cname", "mx", "ptr", "srv", "txt").map(r -> ZONE + "/" + r).toList();

  /** What else holds addresses in subnets, read for nothing but that. */
  static final Set<String> TENANTS =
      Set.of(
          NETWORK_INTERFACE,
          "microsoft.compute/virtualmachinescalesets",
          "microsoft.network/loadbalancers",
          "microsoft.network/applicationgateways",
          "microsoft.network/dnsresolvers/outboundendpoints",
          "microsoft.containerservice/managedclusters",
          "microsoft.web/hostingenvironments",
          "microsoft.sql/managedinstances",
          RESOLVER_ENDPOINT,
          REDIS,
          PRIVATE_ENDPOINT);

  private AzureTypes() {}

  static boolean isKnown(String lowerCaseType) {
    return KNOWN.contains(lowerCaseType)
        || ZONE_RECORDS.contains(lowerCaseType)
        || FeatureReader.isKnown(lowerCaseType);
  }

  /** Whether a tenant has very many of it, of which hardly any bears on an instance. */
  static boolean isMinor(String lowerCaseType) {
    return lowerCaseType.equals(VAULT)
        || lowerCaseType.equals(STORAGE_ACCOUNT)
        || lowerCaseType.equals(PUBLIC_IP)
        || ZONE_RECORDS.contains(lowerCaseType)
        || TENANTS.contains(lowerCaseType) && !lowerCaseType.equals(NETWORK_INTERFACE);
  }

  /**
   * Whether it is read. An interface also tells which subnet the answers beside it are about; what
   * holds addresses in other subnets than an instance's stays without bearing.
   */
  static boolean isRead(String lowerCaseType) {
    return isKnown(lowerCaseType) || TENANTS.contains(lowerCaseType);
  }
}
