package dev.vnetproof.importer.terraform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.vnetproof.importer.terraform.ModulePath.Step;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a plan prints of the configuration it was made from; a state prints nothing of it. All that
 * is not there is a missing node.
 */
final class Configuration {
  private static final JsonNode NOTHING = MissingNode.getInstance();

  private final JsonNode configuration;
  private final JsonNode variables;
  private final Map<ModulePath, Map<String, JsonNode>> resources = new HashMap<>();

  /**
   * @param root of the plan
   */
  Configuration(JsonNode root) {
    this.configuration = root.path("configuration");
    this.variables = root.path("variables");
  }

  /** The value of an input variable of the root module. */
  JsonNode variable(String name) {
    return variables.path(name).path("value");
  }

  JsonNode module(ModulePath path) {
    JsonNode module = configuration.path("root_module");
    for (Step step : path.steps()) {
      module = module.path("module_calls").path(step.name()).path("module");
    }
    return module;
  }

  /** The call that makes {@code path}. */
  JsonNode call(ModulePath path) {
    return module(path.parent()).path("module_calls").path(path.last().name());
  }

  /** The resource that an instance is of. */
  JsonNode resource(Instance instance) {
    ModulePath unkeyed =
        new ModulePath(
            instance.module().steps().stream()
                .map(step -> new Step(step.name(), Optional.empty()))
                .toList());
    return resources
        .computeIfAbsent(unkeyed, this::resourcesOf)
        .getOrDefault(instance.resource(), NOTHING);
  }

  private Map<String, JsonNode> resourcesOf(ModulePath path) {
    Map<String, JsonNode> byAddress = new LinkedHashMap<>();
    for (JsonNode resource : module(path).path("resources")) {
      byAddress.put(resource.path("address").asText(), resource);
    }
    return byAddress;
  }
}
