package dev.vnetproof.importer.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vnetproof.model.Cloud;
import java.util.Map;

/**
 * What {@code environment()} answers in each cloud. Sources: "Deployment functions for ARM
 * templates", Microsoft Learn, 2024-03, for the public cloud and the names; "Compare Azure
 * Government and global Azure" and "Azure operated by 21Vianet developer guide", Microsoft Learn,
 * for the endpoints of the other two. A part that those do not give is unknown.
 */
final class CloudEnvironment {
  private static final Map<String, String> PUBLIC =
      Map.ofEntries(
          Map.entry("name", "AzureCloud"),
          Map.entry("gallery", "https://gallery.azure.com/"),
          Map.entry("graph", "https://graph.windows.net/"),
          Map.entry("portal", "https://portal.azure.com"),
          Map.entry("graphAudience", "https://graph.windows.net/"),
          Map.entry("activeDirectoryDataLake", "https://datalake.azure.net/"),
          Map.entry("batch", "https://batch.core.windows.net/"),
          Map.entry("media", "https://rest.media.azure.net"),
          Map.entry("sqlManagement", "https://management.core.windows.net:8443/"),
          Map.entry("resourceManager", "https://management.azure.com/"),
          Map.entry("authentication.loginEndpoint", "https://login.microsoftonline.com/"),
          Map.entry("suffixes.acrLoginServer", ".azurecr.io"),
          Map.entry("suffixes.azureDatalakeAnalyticsCatalogAndJob", "azuredatalakeanalytics.net"),
          Map.entry("suffixes.azureDatalakeStoreFileSystem", "azuredatalakestore.net"),
          Map.entry("suffixes.azureFrontDoorEndpointSuffix", "azurefd.net"),
          Map.entry("suffixes.keyvaultDns", ".vault.azure.net"),
          Map.entry("suffixes.sqlServerHostname", ".database.windows.net"),
          Map.entry("suffixes.storage", "core.windows.net"));

  private static final Map<String, String> GOVERNMENT =
      Map.ofEntries(
          Map.entry("name", "AzureUSGovernment"),
          Map.entry("portal", "https://portal.azure.us"),
          Map.entry("resourceManager", "https://management.usgovcloudapi.net/"),
          Map.entry("sqlManagement", "https://management.core.usgovcloudapi.net:8443/"),
          Map.entry("batch", "https://batch.core.usgovcloudapi.net"),
          Map.entry("authentication.loginEndpoint", "https://login.microsoftonline.us/"),
          Map.entry("suffixes.acrLoginServer", ".azurecr.us"),
          Map.entry("suffixes.keyvaultDns", ".vault.usgovcloudapi.net"),
          Map.entry("suffixes.sqlServerHostname", ".database.usgovcloudapi.net"),
          Map.entry("suffixes.storage", "core.usgovcloudapi.net"));

  private static final Map<String, String> CHINA =
      Map.ofEntries(
          Map.entry("name", "AzureChinaCloud"),
          Map.entry("portal", "https://portal.azure.cn"),
          Map.entry("resourceManager", "https://management.chinacloudapi.cn/"),
          Map.entry("sqlManagement", "https://management.core.chinacloudapi.cn:8443/"),
          Map.entry("batch", "https://batch.chinacloudapi.cn"),
          Map.entry("authentication.loginEndpoint", "https://login.chinacloudapi.cn/"),
          Map.entry("suffixes.acrLoginServer", ".azurecr.cn"),
          Map.entry("suffixes.keyvaultDns", ".vault.azure.cn"),
          Map.entry("suffixes.sqlServerHostname", ".database.chinacloudapi.cn"),
          Map.entry("suffixes.storage", "core.chinacloudapi.cn"));

  private CloudEnvironment() {}

  static JsonNode of(Arguments a) {
    Map<String, String> known =
        switch (a.evaluator().settings.cloud()) {
          case AZURE_PUBLIC -> PUBLIC;
          case AZURE_GOVERNMENT -> GOVERNMENT;
          case AZURE_CHINA -> CHINA;
        };
    ObjectNode result = a.newObject(PUBLIC.size() + 6L);
    ObjectNode authentication = Values.newObject();
    ObjectNode suffixes = Values.newObject();
    for (String path : PUBLIC.keySet().stream().sorted().toList()) {
      String value = known.get(path);
      ObjectNode part =
          path.startsWith("suffixes.")
              ? suffixes
              : path.startsWith("authentication.") ? authentication : result;
      String expression = "environment()." + path;
      part.set(
          path.substring(path.indexOf('.') + 1),
          value == null
              ? Unknown.node(a.cause(expression), Unknown.hole(expression))
              : Values.text(value));
    }
    if (a.evaluator().settings.cloud() == Cloud.AZURE_PUBLIC) {
      authentication
          .putArray("audiences")
          .add("https://management.core.windows.net/")
          .add("https://management.azure.com/");
    } else {
      String expression = "environment().authentication.audiences";
      authentication.set("audiences", Unknown.node(a.cause(expression), Unknown.hole(expression)));
    }
    authentication.put("tenant", "common");
    authentication.put("identityProvider", "AAD");
    result.set("authentication", authentication);
    result.set("suffixes", suffixes);
    return result;
  }
}
