package dev.vnetproof.importer.resource;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The resource types that the join understands, as Azure spells them; all others are counted. */
public final class AzureTypes {
  public static final String SERVICE = "Microsoft.ApiManagement/service";
  public static final String WORKSPACE_GATEWAY = "Microsoft.ApiManagement/gateways";
  public static final String AI_GATEWAY = "Microsoft.ApiManagement/aigateways";
  public static final String NETWORK_SECURITY_GROUP = "Microsoft.Network/networkSecurityGroups";
  public static final String SECURITY_RULE =
      "Microsoft.Network/networkSecurityGroups/securityRules";
  public static final String DEFAULT_SECURITY_RULE =
      "Microsoft.Network/networkSecurityGroups/defaultSecurityRules";
  public static final String VIRTUAL_NETWORK = "Microsoft.Network/virtualNetworks";
  public static final String SUBNET = "Microsoft.Network/virtualNetworks/subnets";
  public static final String PEERING = "Microsoft.Network/virtualNetworks/virtualNetworkPeerings";
  public static final String ROUTE_TABLE = "Microsoft.Network/routeTables";
  public static final String ROUTE = "Microsoft.Network/routeTables/routes";
  public static final String NETWORK_INTERFACE = "Microsoft.Network/networkInterfaces";
  public static final String GATEWAY = "Microsoft.Network/virtualNetworkGateways";
  public static final String HUB_CONNECTION =
      "Microsoft.Network/virtualHubs/hubVirtualNetworkConnections";
  public static final String HUB = "Microsoft.Network/virtualHubs";
  public static final String HUB_ROUTE_TABLE = "Microsoft.Network/virtualHubs/hubRouteTables";
  public static final String HUB_BGP_CONNECTION = "Microsoft.Network/virtualHubs/bgpConnections";
  public static final String ROUTING_INTENT = "Microsoft.Network/virtualHubs/routingIntent";
  public static final String HUB_VPN_GATEWAY = "Microsoft.Network/vpnGateways";
  public static final String HUB_CLIENT_GATEWAY = "Microsoft.Network/p2sVpnGateways";
  public static final String HUB_EXPRESS_ROUTE_GATEWAY = "Microsoft.Network/expressRouteGateways";
  public static final String CONNECTION = "Microsoft.Network/connections";
  public static final String LOCAL_GATEWAY = "Microsoft.Network/localNetworkGateways";
  public static final String ADMIN_CONFIGURATION =
      "Microsoft.Network/networkManagers/securityAdminConfigurations";
  public static final String ADMIN_RULE_COLLECTION = ADMIN_CONFIGURATION + "/ruleCollections";
  public static final String ADMIN_RULE = ADMIN_RULE_COLLECTION + "/rules";
  public static final String NETWORK_GROUP = "Microsoft.Network/networkManagers/networkGroups";
  public static final String STATIC_MEMBER = NETWORK_GROUP + "/staticMembers";
  public static final String RESOLVER_ENDPOINT = "Microsoft.Network/dnsResolvers/inboundEndpoints";
  public static final String REDIS = "Microsoft.Cache/redis";
  public static final String LOAD_BALANCER = "Microsoft.Network/loadBalancers";
  public static final String PRIVATE_ENDPOINT = "Microsoft.Network/privateEndpoints";
  public static final String ENDPOINT_POLICY = "Microsoft.Network/serviceEndpointPolicies";
  public static final String ENDPOINT_POLICY_DEFINITION =
      ENDPOINT_POLICY + "/serviceEndpointPolicyDefinitions";
  public static final String NAT_GATEWAY = "Microsoft.Network/natGateways";
  public static final String PUBLIC_IP = "Microsoft.Network/publicIPAddresses";
  public static final String ZONE = "Microsoft.Network/privateDnsZones";
  public static final String ZONE_LINK = ZONE + "/virtualNetworkLinks";
  public static final String VAULT = "Microsoft.KeyVault/vaults";
  public static final String STORAGE_ACCOUNT = "Microsoft.Storage/storageAccounts";
  public static final String CERTIFICATE = SERVICE + "/certificates";
  public static final String BACKEND = SERVICE + "/backends";
  public static final String FIREWALL = "Microsoft.Network/azureFirewalls";
  public static final String FIREWALL_POLICY = "Microsoft.Network/firewallPolicies";
  public static final String RULE_COLLECTION_GROUP =
      "Microsoft.Network/firewallPolicies/ruleCollectionGroups";
  public static final String IP_GROUP = "Microsoft.Network/ipGroups";
  public static final String DIAGNOSTIC_SETTING = "Microsoft.Insights/diagnosticSettings";
  public static final String EVENT_SUBSCRIPTION = "Microsoft.EventGrid/eventSubscriptions";
  public static final String SYSTEM_TOPIC = "Microsoft.EventGrid/systemTopics";

  public static final String APPLICATION_SECURITY_GROUP =
      "Microsoft.Network/applicationSecurityGroups";
  public static final String LOGGER = SERVICE + "/loggers";
  public static final String CACHE = SERVICE + "/caches";
  public static final String DIAGNOSTIC = SERVICE + "/diagnostics";
  public static final String AUTHORIZATION_PROVIDER = SERVICE + "/authorizationProviders";
  public static final String IDENTITY_PROVIDER = SERVICE + "/identityProviders";
  public static final String NAMED_VALUE = SERVICE + "/namedValues";
  public static final String PORTAL_SETTING = SERVICE + "/portalSettings";
  public static final String PORTAL_REVISION = SERVICE + "/portalRevisions";

  // No resources, but what Azure answers when asked how things are.
  public static final String EFFECTIVE_ROUTES = "effectiveroutetable";
  public static final String EFFECTIVE_RULES = "effectivesecurityrules";
  public static final String NETWORK_STATUS = "networkstatus";
  public static final String ASSOCIATION = "subnetassociation";
  public static final String EFFECTIVE_ADMIN_RULES = "effectivesecurityadminrules";
  public static final String ADMIN_DEPLOYMENTS = "Microsoft.Network/networkManagers/deployments";

  /** What a snapshot is made of. */
  public static final List<String> DEPLOYED = List.of(SERVICE, WORKSPACE_GATEWAY, AI_GATEWAY);

  private static final Set<String> KNOWN =
      keys(
          SERVICE,
          WORKSPACE_GATEWAY,
          AI_GATEWAY,
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
          ADMIN_DEPLOYMENTS,
          CACHE,
          LOGGER,
          DIAGNOSTIC,
          AUTHORIZATION_PROVIDER,
          IDENTITY_PROVIDER,
          NAMED_VALUE,
          PORTAL_SETTING,
          PORTAL_REVISION);

  public static final List<String> ZONE_RECORDS =
      Stream.of("a", "aaaa", "cname", "mx", "ptr", "srv", "txt")
          .map(r -> key(ZONE + "/" + r))
          .toList();

  /** What else holds addresses in subnets, read for nothing but that. */
  public static final Set<String> TENANTS =
      keys(
          NETWORK_INTERFACE,
          "Microsoft.Compute/virtualMachineScaleSets",
          LOAD_BALANCER,
          "Microsoft.Network/applicationGateways",
          "Microsoft.Network/dnsResolvers/outboundEndpoints",
          "Microsoft.ContainerService/managedClusters",
          "Microsoft.Web/hostingEnvironments",
          "Microsoft.Sql/managedInstances",
          RESOLVER_ENDPOINT,
          REDIS,
          PRIVATE_ENDPOINT);

  /** Of what a tenant has very many, of which hardly any bears on an instance. */
  private static final Set<String> MINOR = keys(VAULT, STORAGE_ACCOUNT, PUBLIC_IP);

  private AzureTypes() {}

  /** By this, types are compared: Azure's tools spell them in any case. */
  public static String key(String type) {
    return type.toLowerCase(Locale.ROOT);
  }

  private static Set<String> keys(String... types) {
    return Stream.of(types).map(AzureTypes::key).collect(Collectors.toUnmodifiableSet());
  }

  public static boolean isKnown(String key) {
    return KNOWN.contains(key) || ZONE_RECORDS.contains(key);
  }

  /** Whether a tenant has very many of it, of which hardly any bears on an instance. */
  public static boolean isMinor(String key) {
    return MINOR.contains(key)
        || ZONE_RECORDS.contains(key)
        || TENANTS.contains(key) && !key.equals(key(NETWORK_INTERFACE));
  }

  /**
   * Whether it is read. An interface also tells which subnet the answers beside it are about; what
   * holds addresses in other subnets than an instance's stays without bearing.
   */
  public static boolean isRead(String key) {
    return isKnown(key) || TENANTS.contains(key);
  }
}
