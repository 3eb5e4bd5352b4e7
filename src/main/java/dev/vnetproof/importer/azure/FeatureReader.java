package dev.vnetproof.importer.azure;

import dev.vnetproof.importer.resource.AzureNode;
import dev.vnetproof.importer.resource.AzureTypes;
import dev.vnetproof.importer.resource.Children;
import dev.vnetproof.importer.resource.ResourceId;
import dev.vnetproof.importer.resource.ResourcePool;
import dev.vnetproof.model.Feature;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the resources below a service prove about the features it uses (API Management REST
 * 2024-05-01). A feature that nothing proves stays undeclared: a list that was not exported proves
 * nothing.
 */
final class FeatureReader {
  private final ResourcePool pool;

  /** What system topics are about. */
  private final Set<String> sources;

  FeatureReader(ResourcePool pool) {
    this.pool = pool;
    this.sources =
        pool.ofType(AzureTypes.SYSTEM_TOPIC).stream()
            .flatMap(topic -> AzureNode.of(topic).get("source").text().stream())
            .map(source -> new ResourceId(source).key())
            .collect(Collectors.toSet());
  }

  Map<Feature, Boolean> read(AzureNode service, ResourceId id) {
    Map<Feature, Boolean> features = new EnumMap<>(Feature.class);
    if (id.text().isEmpty()) {
      return features;
    }
    prove(features, Feature.EXTERNAL_CACHE, !pool.children(id, AzureTypes.CACHE).isEmpty());
    List<AzureNode> loggers = pool.children(id, AzureTypes.LOGGER);
    // The azureMonitor logger is part of every service and proves nothing.
    prove(features, Feature.EVENT_HUB_LOGGING, any(loggers, "loggerType", "azureeventhub"));
    prove(
        features,
        Feature.APPLICATION_INSIGHTS,
        any(loggers, "loggerType", "applicationinsights")
            || pool.children(id, AzureTypes.DIAGNOSTIC).stream()
                .anyMatch(d -> Children.name(d).equalsIgnoreCase("applicationinsights")));
    prove(
        features,
        Feature.AUTHORIZATIONS,
        !pool.children(id, AzureTypes.AUTHORIZATION_PROVIDER).isEmpty());
    prove(
        features,
        Feature.ENTRA_ID_INTEGRATION,
        pool.children(id, AzureTypes.IDENTITY_PROVIDER).stream()
            .anyMatch(p -> Children.name(p).equalsIgnoreCase("aad")));
    prove(
        features,
        Feature.KEY_VAULT_NAMED_VALUES,
        pool.children(id, AzureTypes.NAMED_VALUE).stream()
            .anyMatch(v -> !v.get("keyVault").get("secretIdentifier").isAbsent()));
    prove(
        features,
        Feature.AZURE_MONITOR,
        !pool.children(id, AzureTypes.DIAGNOSTIC_SETTING).isEmpty());
    prove(features, Feature.EVENT_GRID_NOTIFICATIONS, hasEvents(id));
    portal(features, service, id);
    return features;
  }

  private void portal(Map<Feature, Boolean> features, AzureNode service, ResourceId id) {
    if (service.get("developerPortalStatus").word().orElse("").equals("disabled")) {
      features.put(Feature.DEVELOPER_PORTAL_PUBLISHING, false);
      features.put(Feature.DEVELOPER_PORTAL_CAPTCHA, false);
      return;
    }
    prove(
        features,
        Feature.DEVELOPER_PORTAL_PUBLISHING,
        !pool.children(id, AzureTypes.PORTAL_REVISION).isEmpty());
    // The form for signing up is what asks for the CAPTCHA.
    prove(
        features,
        Feature.DEVELOPER_PORTAL_CAPTCHA,
        pool.children(id, AzureTypes.PORTAL_SETTING).stream()
            .filter(s -> Children.name(s).equalsIgnoreCase("signup"))
            .anyMatch(s -> s.get("enabled").word().orElse("").equals("true")));
  }

  private boolean hasEvents(ResourceId id) {
    return sources.contains(id.key())
        || !pool.children(id, AzureTypes.EVENT_SUBSCRIPTION).isEmpty();
  }

  private static boolean any(List<AzureNode> nodes, String property, String word) {
    return nodes.stream().anyMatch(n -> n.get(property).word().orElse("").equals(word));
  }

  private static void prove(Map<Feature, Boolean> features, Feature feature, boolean proved) {
    if (proved) {
      features.put(feature, true);
    }
  }
}
