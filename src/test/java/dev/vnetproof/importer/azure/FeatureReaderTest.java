package dev.vnetproof.importer.azure;

import static dev.vnetproof.importer.azure.Environments.RG;
import static dev.vnetproof.importer.azure.Environments.service;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vnetproof.model.Feature;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Features as far as resources prove them. */
class FeatureReaderTest {
  private static final String SERVICE = RG + "/providers/Microsoft.ApiManagement/service/apim";

  private static String child(String type, String name, String properties) {
    return "{'id': '"
        + SERVICE
        + "/"
        + type
        + "/"
        + name
        + "', 'name': '"
        + name
        + "', 'type': 'Microsoft.ApiManagement/service/"
        + type
        + "', 'properties': {"
        + properties
        + "}}";
  }

  private static Map<Feature, Boolean> features(String... children) {
    List<String> documents = new ArrayList<>(List.of(service()));
    documents.addAll(List.of(children));
    return Environments.one(documents.toArray(String[]::new)).deployment().features();
  }

  @Test
  void what_nothing_proves_is_undeclared() {
    assertThat(
            features(
                child("loggers", "azuremonitor", "'loggerType': 'azureMonitor'"),
                child("namedValues", "plain", "'value': 'x', 'secret': false"),
                child("identityProviders", "google", "'clientId': 'x'"),
                child("portalsettings", "signup", "'enabled': false")))
        .isEmpty();
  }

  @Test
  void children_of_the_service_prove_their_features() {
    assertThat(
            features(
                child("caches", "westus", "'connectionString': '{{x}}'"),
                child("loggers", "hub", "'loggerType': 'azureEventHub'"),
                child("diagnostics", "applicationinsights", "'loggerId': '/loggers/ai'"),
                child("authorizationProviders", "github", "'identityProvider': 'github'"),
                child("identityProviders", "aad", "'clientId': 'x'"),
                child(
                    "namedValues",
                    "kv",
                    "'keyVault': {'secretIdentifier': 'https://kv/secrets/a'}"),
                child("portalsettings", "signup", "'enabled': true"),
                child("portalRevisions", "20260101", "'isCurrent': true")))
        .isEqualTo(
            Map.of(
                Feature.EXTERNAL_CACHE, true,
                Feature.EVENT_HUB_LOGGING, true,
                Feature.APPLICATION_INSIGHTS, true,
                Feature.AUTHORIZATIONS, true,
                Feature.ENTRA_ID_INTEGRATION, true,
                Feature.KEY_VAULT_NAMED_VALUES, true,
                Feature.DEVELOPER_PORTAL_CAPTCHA, true,
                Feature.DEVELOPER_PORTAL_PUBLISHING, true));
  }

  @Test
  void resources_about_the_service_prove_theirs() {
    String setting =
        "{'id': '"
            + SERVICE
            + "/providers/microsoft.insights/diagnosticSettings/all', 'name': 'all',"
            + " 'type': 'Microsoft.Insights/diagnosticSettings', 'properties': {}}";
    String topic =
        "{'id': '"
            + RG
            + "/providers/Microsoft.EventGrid/systemTopics/t', 'name': 't',"
            + " 'type': 'Microsoft.EventGrid/systemTopics', 'properties': {'source': '"
            + SERVICE.toUpperCase(java.util.Locale.ROOT)
            + "'}}";

    assertThat(features(setting, topic))
        .isEqualTo(Map.of(Feature.AZURE_MONITOR, true, Feature.EVENT_GRID_NOTIFICATIONS, true));
  }

  @Test
  void a_disabled_portal_is_neither_published_nor_visited() {
    String service =
        service(
            "'sku': {'name': 'Developer', 'capacity': 1}",
            "'virtualNetworkType': 'External'",
            "'developerPortalStatus': 'Disabled'");

    assertThat(Environments.one(service).deployment().features())
        .isEqualTo(
            Map.of(
                Feature.DEVELOPER_PORTAL_PUBLISHING, false,
                Feature.DEVELOPER_PORTAL_CAPTCHA, false));
  }
}
