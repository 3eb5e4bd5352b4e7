package dev.vnetproof.importer.terraform;

import dev.vnetproof.importer.resource.AzureTypes;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The Terraform types that stand for something in the network around API Management. */
final class Kinds {
  private static final String MANAGERS = "Microsoft.Network/networkManagers";

  private static final Set<String> TEMPLATES =
      Set.of("microsoft.resources/deployments", "microsoft.resources/deploymentstacks");

  private static final Map<String, Kind> KINDS =
      Map.ofEntries(
          Map.entry(
              "azurerm_network_security_group",
              Kind.of(AzureTypes.NETWORK_SECURITY_GROUP, Network::securityGroup)),
          Map.entry(
              "azurerm_network_security_rule",
              Kind.child(
                  AzureTypes.SECURITY_RULE, "network_security_group_name", Network::securityRule)),
          Map.entry(
              "azurerm_virtual_network",
              Kind.of(AzureTypes.VIRTUAL_NETWORK, Network::virtualNetwork)),
          Map.entry(
              "azurerm_subnet",
              Kind.child(AzureTypes.SUBNET, "virtual_network_name", Network::subnet)),
          Map.entry(
              "azurerm_virtual_network_peering",
              Kind.child(AzureTypes.PEERING, "virtual_network_name", Network::peering)),
          Map.entry("azurerm_route_table", Kind.of(AzureTypes.ROUTE_TABLE, Network::routeTable)),
          Map.entry(
              "azurerm_route", Kind.child(AzureTypes.ROUTE, "route_table_name", Network::route)),
          Map.entry("azurerm_virtual_network_gateway", Kind.of(AzureTypes.GATEWAY, Hubs::gateway)),
          Map.entry(
              "azurerm_local_network_gateway",
              Kind.of(AzureTypes.LOCAL_GATEWAY, Hubs::localGateway)),
          Map.entry(
              "azurerm_virtual_network_gateway_connection",
              Kind.of(AzureTypes.CONNECTION, Hubs::gatewayConnection)),
          Map.entry("azurerm_api_management", Kind.of(AzureTypes.SERVICE, ApiManagement::service)),
          Map.entry(
              "azurerm_api_management_standalone_gateway",
              Kind.of(AzureTypes.WORKSPACE_GATEWAY, ApiManagement::gateway)),
          Map.entry(
              "azurerm_api_management_logger",
              Kind.child(AzureTypes.LOGGER, "api_management_name", ApiManagement::logger)),
          Map.entry(
              "azurerm_api_management_redis_cache",
              Kind.childOfId(AzureTypes.CACHE, "api_management_id", ApiManagement::cache)),
          Map.entry(
              "azurerm_api_management_diagnostic",
              Kind.child(AzureTypes.DIAGNOSTIC, "api_management_name", ApiManagement::diagnostic)
                  .named("identifier")),
          Map.entry(
              "azurerm_api_management_named_value",
              Kind.child(AzureTypes.NAMED_VALUE, "api_management_name", ApiManagement::namedValue)),
          Map.entry(
              "azurerm_api_management_certificate",
              Kind.child(
                  AzureTypes.CERTIFICATE, "api_management_name", ApiManagement::certificate)),
          Map.entry(
              "azurerm_api_management_identity_provider_aad",
              Kind.child(AzureTypes.IDENTITY_PROVIDER, "api_management_name", body -> {})
                  .always("aad")),
          Map.entry(
              "azurerm_monitor_diagnostic_setting",
              Kind.childOfId(AzureTypes.DIAGNOSTIC_SETTING, "target_resource_id", body -> {})),
          Map.entry(
              "azurerm_eventgrid_event_subscription",
              Kind.childOfId(AzureTypes.EVENT_SUBSCRIPTION, "scope", body -> {})),
          Map.entry(
              "azurerm_eventgrid_system_topic",
              Kind.of(AzureTypes.SYSTEM_TOPIC, ApiManagement::topic)),
          Map.entry(
              "azurerm_virtual_hub_connection",
              Kind.childOfId(AzureTypes.HUB_CONNECTION, "virtual_hub_id", Hubs::connection)),
          Map.entry("azurerm_virtual_hub", Kind.of(AzureTypes.HUB, Hubs::hub)),
          Map.entry(
              "azurerm_virtual_hub_routing_intent",
              Kind.childOfId(AzureTypes.ROUTING_INTENT, "virtual_hub_id", Hubs::routingIntent)),
          Map.entry(
              "azurerm_virtual_hub_route_table",
              Kind.childOfId(AzureTypes.HUB_ROUTE_TABLE, "virtual_hub_id", Hubs::routeTable)),
          Map.entry(
              "azurerm_virtual_hub_route_table_route",
              Kind.childOfId(
                  AzureTypes.HUB_ROUTE_TABLE + "/routes", "route_table_id", Hubs::route)),
          Map.entry(
              "azurerm_virtual_hub_bgp_connection",
              Kind.childOfId(AzureTypes.HUB_BGP_CONNECTION, "virtual_hub_id", body -> {})),
          Map.entry("azurerm_vpn_gateway", Kind.of(AzureTypes.HUB_VPN_GATEWAY, Hubs::inHub)),
          Map.entry(
              "azurerm_point_to_site_vpn_gateway",
              Kind.of(AzureTypes.HUB_CLIENT_GATEWAY, Hubs::inHub)),
          Map.entry(
              "azurerm_express_route_gateway",
              Kind.of(AzureTypes.HUB_EXPRESS_ROUTE_GATEWAY, Hubs::inHub)),
          Map.entry("azurerm_network_manager", Kind.referred(MANAGERS)),
          Map.entry(
              "azurerm_network_manager_network_group",
              Kind.childOfId(AzureTypes.NETWORK_GROUP, "network_manager_id", body -> {})),
          Map.entry(
              "azurerm_network_manager_static_member",
              Kind.childOfId(AzureTypes.STATIC_MEMBER, "network_group_id", Managers::staticMember)),
          Map.entry(
              "azurerm_network_manager_security_admin_configuration",
              Kind.childOfId(AzureTypes.ADMIN_CONFIGURATION, "network_manager_id", body -> {})),
          Map.entry(
              "azurerm_network_manager_admin_rule_collection",
              Kind.childOfId(
                  AzureTypes.ADMIN_RULE_COLLECTION,
                  "security_admin_configuration_id",
                  Managers::ruleCollection)),
          Map.entry(
              "azurerm_network_manager_admin_rule",
              Kind.childOfId(AzureTypes.ADMIN_RULE, "admin_rule_collection_id", Managers::rule)),
          Map.entry(
              "azurerm_network_manager_deployment",
              Kind.childOfId(
                  AzureTypes.ADMIN_DEPLOYMENTS, "network_manager_id", Managers::deployment)),
          Map.entry("azurerm_nat_gateway", Kind.referred(AzureTypes.NAT_GATEWAY)),
          Map.entry(
              "azurerm_subnet_service_endpoint_storage_policy",
              Kind.of(AzureTypes.ENDPOINT_POLICY, Around::endpointPolicy)),
          Map.entry("azurerm_private_dns_zone", Kind.of(AzureTypes.ZONE, body -> {})),
          Map.entry(
              "azurerm_private_dns_zone_virtual_network_link",
              Kind.child(AzureTypes.ZONE_LINK, "private_dns_zone_name", Around::zoneLink)),
          Map.entry(
              "azurerm_private_dns_a_record",
              Kind.child(AzureTypes.ZONE + "/A", "zone_name", body -> {})),
          Map.entry(
              "azurerm_private_dns_cname_record",
              Kind.child(AzureTypes.ZONE + "/CNAME", "zone_name", body -> {})),
          Map.entry(
              "azurerm_network_interface",
              Kind.of(AzureTypes.NETWORK_INTERFACE, Around::networkInterface)),
          Map.entry(
              "azurerm_private_endpoint",
              Kind.of(AzureTypes.PRIVATE_ENDPOINT, Around::privateEndpoint)),
          Map.entry(
              "azurerm_private_dns_resolver", Kind.referred("Microsoft.Network/dnsResolvers")),
          Map.entry(
              "azurerm_private_dns_resolver_inbound_endpoint",
              Kind.childOfId(
                  AzureTypes.RESOLVER_ENDPOINT,
                  "private_dns_resolver_id",
                  Around::resolverEndpoint)),
          Map.entry("azurerm_redis_cache", Kind.of(AzureTypes.REDIS, Around::redis)),
          Map.entry("azurerm_key_vault", Kind.of(AzureTypes.VAULT, Around::vault)),
          Map.entry(
              "azurerm_storage_account",
              Kind.of(AzureTypes.STORAGE_ACCOUNT, Around::storageAccount)),
          Map.entry(
              "azurerm_api_management_backend",
              Kind.child(AzureTypes.BACKEND, "api_management_name", Around::backend)),
          Map.entry("azurerm_firewall", Kind.of(AzureTypes.FIREWALL, Firewall::firewall)),
          Map.entry(
              "azurerm_firewall_network_rule_collection",
              Kind.child(
                  AzureTypes.FIREWALL + "/networkRuleCollections",
                  "azure_firewall_name",
                  Firewall::networkCollection)),
          Map.entry(
              "azurerm_firewall_application_rule_collection",
              Kind.child(
                  AzureTypes.FIREWALL + "/applicationRuleCollections",
                  "azure_firewall_name",
                  Firewall::applicationCollection)),
          Map.entry(
              "azurerm_firewall_policy", Kind.of(AzureTypes.FIREWALL_POLICY, Firewall::policy)),
          Map.entry(
              "azurerm_firewall_policy_rule_collection_group",
              Kind.childOfId(
                  AzureTypes.RULE_COLLECTION_GROUP,
                  "firewall_policy_id",
                  Firewall::ruleCollectionGroup)),
          Map.entry("azurerm_ip_group", Kind.of(AzureTypes.IP_GROUP, Firewall::ipGroup)),
          Map.entry(
              "azurerm_application_security_group",
              Kind.referred(AzureTypes.APPLICATION_SECURITY_GROUP)),
          Map.entry("azurerm_public_ip", Kind.of(AzureTypes.PUBLIC_IP, Around::publicIp)),
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
            && armType(instance).map(ResourceLinks::lower).filter(TEMPLATES::contains).isPresent();
  }
}
