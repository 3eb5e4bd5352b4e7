package dev.vnetproof.importer.terraform;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The Terraform types that stand for something in the network around API Management. */
final class Kinds {
  static final String NSGS = "Microsoft.Network/networkSecurityGroups";
  static final String VNETS = "Microsoft.Network/virtualNetworks";
  static final String SUBNETS = "Microsoft.Network/virtualNetworks/subnets";
  static final String ROUTE_TABLES = "Microsoft.Network/routeTables";
  static final String FIREWALLS = "Microsoft.Network/azureFirewalls";
  static final String POLICIES = "Microsoft.Network/firewallPolicies";
  static final String GROUPS = "Microsoft.Network/firewallPolicies/ruleCollectionGroups";
  static final String IP_GROUPS = "Microsoft.Network/ipGroups";
  static final String HUB_CONNECTIONS =
      "Microsoft.Network/virtualHubs/hubVirtualNetworkConnections";
  static final String HUBS = "Microsoft.Network/virtualHubs";
  static final String HUB_ROUTE_TABLES = "Microsoft.Network/virtualHubs/hubRouteTables";
  static final String GATEWAYS = "Microsoft.Network/virtualNetworkGateways";
  static final String LOCAL_GATEWAYS = "Microsoft.Network/localNetworkGateways";
  static final String NETWORK_GROUPS = "Microsoft.Network/networkManagers/networkGroups";
  static final String ADMIN_CONFIGURATIONS =
      "Microsoft.Network/networkManagers/securityAdminConfigurations";
  static final String ENDPOINT_POLICIES = "Microsoft.Network/serviceEndpointPolicies";
  static final String NAT_GATEWAYS = "Microsoft.Network/natGateways";
  private static final String MANAGERS = "Microsoft.Network/networkManagers";
  private static final String ZONES = "Microsoft.Network/privateDnsZones";
  static final String ASGS = "Microsoft.Network/applicationSecurityGroups";
  static final String PUBLIC_IPS = "Microsoft.Network/publicIPAddresses";
  static final String SERVICES = "Microsoft.ApiManagement/service";
  static final String LOGGERS = "Microsoft.ApiManagement/service/loggers";

  private static final Set<String> TEMPLATES =
      Set.of("microsoft.resources/deployments", "microsoft.resources/deploymentstacks");

  private static final Map<String, Kind> KINDS =
      Map.ofEntries(
          Map.entry("azurerm_network_security_group", Kind.of(NSGS, Network::securityGroup)),
          Map.entry(
              "azurerm_network_security_rule",
              Kind.child(
                  NSGS + "/securityRules", "network_security_group_name", Network::securityRule)),
          Map.entry("azurerm_virtual_network", Kind.of(VNETS, Network::virtualNetwork)),
          Map.entry("azurerm_subnet", Kind.child(SUBNETS, "virtual_network_name", Network::subnet)),
          Map.entry(
              "azurerm_virtual_network_peering",
              Kind.child(
                  VNETS + "/virtualNetworkPeerings", "virtual_network_name", Network::peering)),
          Map.entry("azurerm_route_table", Kind.of(ROUTE_TABLES, Network::routeTable)),
          Map.entry(
              "azurerm_route",
              Kind.child(ROUTE_TABLES + "/routes", "route_table_name", Network::route)),
          Map.entry("azurerm_virtual_network_gateway", Kind.of(GATEWAYS, Hubs::gateway)),
          Map.entry("azurerm_local_network_gateway", Kind.of(LOCAL_GATEWAYS, Hubs::localGateway)),
          Map.entry(
              "azurerm_virtual_network_gateway_connection",
              Kind.of("Microsoft.Network/connections", Hubs::gatewayConnection)),
          Map.entry("azurerm_api_management", Kind.of(SERVICES, ApiManagement::service)),
          Map.entry(
              "azurerm_api_management_logger",
              Kind.child(LOGGERS, "api_management_name", ApiManagement::logger)),
          Map.entry(
              "azurerm_api_management_redis_cache",
              Kind.childOfId(SERVICES + "/caches", "api_management_id", ApiManagement::cache)),
          Map.entry(
              "azurerm_api_management_diagnostic",
              Kind.child(
                      SERVICES + "/diagnostics", "api_management_name", ApiManagement::diagnostic)
                  .named("identifier")),
          Map.entry(
              "azurerm_api_management_named_value",
              Kind.child(
                  SERVICES + "/namedValues", "api_management_name", ApiManagement::namedValue)),
          Map.entry(
              "azurerm_api_management_certificate",
              Kind.child(
                  SERVICES + "/certificates", "api_management_name", ApiManagement::certificate)),
          Map.entry(
              "azurerm_api_management_identity_provider_aad",
              Kind.child(SERVICES + "/identityProviders", "api_management_name", body -> {})
                  .always("aad")),
          Map.entry(
              "azurerm_monitor_diagnostic_setting",
              Kind.childOfId(
                  "Microsoft.Insights/diagnosticSettings", "target_resource_id", body -> {})),
          Map.entry(
              "azurerm_eventgrid_event_subscription",
              Kind.childOfId("Microsoft.EventGrid/eventSubscriptions", "scope", body -> {})),
          Map.entry(
              "azurerm_eventgrid_system_topic",
              Kind.of("Microsoft.EventGrid/systemTopics", ApiManagement::topic)),
          Map.entry(
              "azurerm_virtual_hub_connection",
              Kind.childOfId(HUB_CONNECTIONS, "virtual_hub_id", Hubs::connection)),
          Map.entry("azurerm_virtual_hub", Kind.of(HUBS, Hubs::hub)),
          Map.entry(
              "azurerm_virtual_hub_routing_intent",
              Kind.childOfId(HUBS + "/routingIntent", "virtual_hub_id", Hubs::routingIntent)),
          Map.entry(
              "azurerm_virtual_hub_route_table",
              Kind.childOfId(HUB_ROUTE_TABLES, "virtual_hub_id", Hubs::routeTable)),
          Map.entry(
              "azurerm_virtual_hub_route_table_route",
              Kind.childOfId(HUB_ROUTE_TABLES + "/routes", "route_table_id", Hubs::route)),
          Map.entry(
              "azurerm_virtual_hub_bgp_connection",
              Kind.childOfId(HUBS + "/bgpConnections", "virtual_hub_id", body -> {})),
          Map.entry("azurerm_vpn_gateway", Kind.of("Microsoft.Network/vpnGateways", Hubs::inHub)),
          Map.entry(
              "azurerm_point_to_site_vpn_gateway",
              Kind.of("Microsoft.Network/p2sVpnGateways", Hubs::inHub)),
          Map.entry(
              "azurerm_express_route_gateway",
              Kind.of("Microsoft.Network/expressRouteGateways", Hubs::inHub)),
          Map.entry("azurerm_network_manager", Kind.referred(MANAGERS)),
          Map.entry(
              "azurerm_network_manager_network_group",
              Kind.childOfId(NETWORK_GROUPS, "network_manager_id", body -> {})),
          Map.entry(
              "azurerm_network_manager_static_member",
              Kind.childOfId(
                  NETWORK_GROUPS + "/staticMembers", "network_group_id", Managers::staticMember)),
          Map.entry(
              "azurerm_network_manager_security_admin_configuration",
              Kind.childOfId(ADMIN_CONFIGURATIONS, "network_manager_id", body -> {})),
          Map.entry(
              "azurerm_network_manager_admin_rule_collection",
              Kind.childOfId(
                  ADMIN_CONFIGURATIONS + "/ruleCollections",
                  "security_admin_configuration_id",
                  Managers::ruleCollection)),
          Map.entry(
              "azurerm_network_manager_admin_rule",
              Kind.childOfId(
                  ADMIN_CONFIGURATIONS + "/ruleCollections/rules",
                  "admin_rule_collection_id",
                  Managers::rule)),
          Map.entry(
              "azurerm_network_manager_deployment",
              Kind.childOfId(
                  MANAGERS + "/deployments", "network_manager_id", Managers::deployment)),
          Map.entry("azurerm_nat_gateway", Kind.referred(NAT_GATEWAYS)),
          Map.entry(
              "azurerm_subnet_service_endpoint_storage_policy",
              Kind.of(ENDPOINT_POLICIES, Around::endpointPolicy)),
          Map.entry("azurerm_private_dns_zone", Kind.of(ZONES, body -> {})),
          Map.entry(
              "azurerm_private_dns_zone_virtual_network_link",
              Kind.child(
                  ZONES + "/virtualNetworkLinks", "private_dns_zone_name", Around::zoneLink)),
          Map.entry(
              "azurerm_private_dns_a_record", Kind.child(ZONES + "/A", "zone_name", body -> {})),
          Map.entry(
              "azurerm_private_dns_cname_record",
              Kind.child(ZONES + "/CNAME", "zone_name", body -> {})),
          Map.entry(
              "azurerm_network_interface",
              Kind.of("Microsoft.Network/networkInterfaces", Around::networkInterface)),
          Map.entry(
              "azurerm_private_endpoint",
              Kind.of("Microsoft.Network/privateEndpoints", Around::privateEndpoint)),
          Map.entry(
              "azurerm_private_dns_resolver", Kind.referred("Microsoft.Network/dnsResolvers")),
          Map.entry(
              "azurerm_private_dns_resolver_inbound_endpoint",
              Kind.childOfId(
                  "Microsoft.Network/dnsResolvers/inboundEndpoints",
                  "private_dns_resolver_id",
                  Around::resolverEndpoint)),
          Map.entry("azurerm_redis_cache", Kind.of("Microsoft.Cache/redis", Around::redis)),
          Map.entry("azurerm_key_vault", Kind.of("Microsoft.KeyVault/vaults", Around::vault)),
          Map.entry(
              "azurerm_storage_account",
              Kind.of("Microsoft.Storage/storageAccounts", Around::storageAccount)),
          Map.entry(
              "azurerm_api_management_backend",
              Kind.child(SERVICES + "/backends", "api_management_name", Around::backend)),
          Map.entry("azurerm_firewall", Kind.of(FIREWALLS, Firewall::firewall)),
          Map.entry(
              "azurerm_firewall_network_rule_collection",
              Kind.child(
                  FIREWALLS + "/networkRuleCollections",
                  "azure_firewall_name",
                  Firewall::networkCollection)),
          Map.entry(
              "azurerm_firewall_application_rule_collection",
              Kind.child(
                  FIREWALLS + "/applicationRuleCollections",
                  "azure_firewall_name",
                  Firewall::applicationCollection)),
          Map.entry("azurerm_firewall_policy", Kind.of(POLICIES, Firewall::policy)),
          Map.entry(
              "azurerm_firewall_policy_rule_collection_group",
              Kind.childOfId(GROUPS, "firewall_policy_id", Firewall::ruleCollectionGroup)),
          Map.entry("azurerm_ip_group", Kind.of(IP_GROUPS, Firewall::ipGroup)),
          Map.entry("azurerm_application_security_group", Kind.referred(ASGS)),
          Map.entry("azurerm_public_ip", Kind.of(PUBLIC_IPS, Around::publicIp)),
          Map.entry("azurerm_resource_group", Kind.referred("Microsoft.Resources/resourceGroups")));

  private Kinds() {}

  static Optional<Kind> of(Instance instance) {
    return Optional.ofNullable(KINDS.get(instance.type()));
  }

  /** The Azure type; that of azapi stands in its own `type`, before the version. */
  static Optional<String> armType(Instance instance) {
    return instance.type().equals("azapi_resource")
        ? Optional.of(bodyType(instance)).filter(type -> type.contains("/"))
        : of(instance).map(Kind::armType);
  }

  /** What azapi calls the type of a body, without its version; empty where it says nothing. */
  static String bodyType(Instance instance) {
    String type = instance.text("type").orElse("");
    return type.substring(0, type.indexOf('@') < 0 ? type.length() : type.indexOf('@'));
  }

  /** Whether it deploys a template, whatever that makes. */
  static boolean isTemplate(Instance instance) {
    return instance.type().startsWith("azurerm_") && instance.type().endsWith("template_deployment")
        || instance.type().equals("azapi_resource")
            && armType(instance).map(Links::lower).filter(TEMPLATES::contains).isPresent();
  }
}
