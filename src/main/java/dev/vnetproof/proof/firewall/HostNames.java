package dev.vnetproof.proof.firewall;

import dev.vnetproof.model.ServiceTag;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How a firewall compares host names (Azure Firewall FAQ, 2022-09-12). */
public final class HostNames {
  /**
   * The document names hosts beside these tags; that a host without a carrier is in one of them, or
   * behind a route written for one, is not supposed.
   */
  public static final Set<String> TAGS_OF_OTHERS =
      Set.of(
          "ApiManagement",
          "Storage",
          "Sql",
          "EventHub",
          "ServiceBus",
          "AzureKeyVault",
          "AzureConnectors",
          "AzureTrafficManager",
          "AzureActiveDirectory",
          "AzureMonitor");

  /** Whether a tag may hold a host that is known to be in {@code carrier}, or in no tag. */
  public static boolean mayHold(ServiceTag tag, Optional<ServiceTag> carrier) {
    return !TAGS_OF_OTHERS.contains(tag.service())
        || carrier.filter(known -> known.service().equals(tag.service())).isPresent();
  }

  /**
   * Domains below which services of the requirements are reached; private endpoint zones name them
   * per service and cloud. They only tell which host allowances may matter to a service tag.
   */
  private static final Map<String, List<String>> DOMAINS =
      Map.of(
          "Storage",
          List.of("core.windows.net", "core.usgovcloudapi.net", "core.chinacloudapi.cn"),
          "Sql",
          List.of(
              "database.windows.net", "database.usgovcloudapi.net", "database.chinacloudapi.cn"),
          "EventHub",
          List.of(
              "servicebus.windows.net",
              "servicebus.usgovcloudapi.net",
              "servicebus.chinacloudapi.cn"),
          "AzureKeyVault",
          List.of("vault.azure.net", "vault.usgovcloudapi.net", "vault.azure.cn"),
          "AzureActiveDirectory",
          List.of(
              "login.microsoftonline.com",
              "login.microsoft.com",
              "graph.microsoft.com",
              "graph.windows.net",
              "login.windows.net",
              "microsoftonline.us",
              "chinacloudapi.cn"),
          "AzureMonitor",
          List.of(
              "monitoring.core.windows.net",
              "prod.microsoftmetrics.com",
              "monitoring.azure.com",
              "monitoring.azure.us",
              "monitoring.azure.cn",
              "warmpath.usgovcloudapi.net",
              "warmpath.chinacloudapi.cn",
              "visualstudio.com",
              "applicationinsights.azure.com",
              "monitor.azure.com"));

  private HostNames() {}

  /**
   * Whether an allowance for {@code pattern} holds {@code host}: {@code *.x} means any depth below
   * x but not x itself, {@code *x} any name that ends so, {@code *} every name.
   */
  public static boolean covers(String pattern, String host) {
    if (pattern.equals("*")) {
      return true;
    }
    if (!pattern.startsWith("*")) {
      return pattern.equalsIgnoreCase(host);
    }
    String suffix = pattern.substring(1);
    String name = host.startsWith("*.") ? host.substring(1) : host;
    return name.length() >= suffix.length()
        && name.regionMatches(true, name.length() - suffix.length(), suffix, 0, suffix.length())
        && (host.startsWith("*.") || name.length() > suffix.length() || !suffix.startsWith("."));
  }

  /** Whether {@code pattern} may hold {@code host}, which may itself be "some name below". */
  static boolean mayCover(String pattern, String host) {
    return covers(pattern, host) || host.startsWith("*.") && covers(host, pattern);
  }

  /** Whether an allowance by name may matter to a service: hosts of it may be below. */
  static boolean mayServe(String pattern, ServiceTag service) {
    List<String> domains = DOMAINS.get(service.service());
    if (domains == null || pattern.equals("*")) {
      return true;
    }
    String bare = pattern.startsWith("*") ? pattern.substring(1) : pattern;
    String name = bare.startsWith(".") ? bare.substring(1) : bare;
    return domains.stream()
        .anyMatch(
            domain ->
                domain.equals(name)
                    || name.endsWith("." + domain)
                    || pattern.startsWith("*") && ("." + domain).endsWith("." + name));
  }
}
