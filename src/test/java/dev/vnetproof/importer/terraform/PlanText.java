package dev.vnetproof.importer.terraform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vnetproof.source.JsonDocument;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A plan as {@code terraform show -json} prints it, from its resources: each stands in the planned
 * values, the changes and the configuration.
 */
final class PlanText {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
          .enable(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
          .build();

  private final ObjectNode root = MAPPER.createObjectNode();

  PlanText() {
    root.put("format_version", "1.2").put("terraform_version", "1.11.4");
    root.putObject("planned_values").putObject("root_module");
    root.putArray("resource_changes");
    root.putObject("configuration").putObject("root_module");
  }

  /** JSON in which names need no quotes and strings may have single ones. */
  static JsonNode json(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  /** A resource to create. */
  PlanText create(String address, String values, String unknown, String expressions) {
    return resource(address, "create", values, unknown, "{expressions: " + expressions + "}");
  }

  PlanText resource(
      String address, String action, String values, String unknown, String configuration) {
    Traversal path = Traversal.parse(address);
    ModulePath module = ModulePath.of(path);
    int last = path.key(path.size() - 1).isPresent() ? path.size() - 2 : path.size() - 1;
    String name = path.name(last).orElseThrow();
    String type = path.name(last - 1).orElseThrow();
    boolean data = last > 1 && path.is(last - 2, "data");
    ObjectNode resource = MAPPER.createObjectNode();
    resource.put("address", address);
    if (!module.isRoot()) {
      resource.put("module_address", "");
    }
    resource.put("mode", data ? "data" : "managed").put("type", type).put("name", name);
    path.key(path.size() - 1).ifPresent(key -> resource.set("index", json(key)));
    ObjectNode change = resource.deepCopy();
    ObjectNode body = change.putObject("change");
    for (String one : action.split(",", -1)) {
      body.withArray("actions").add(one);
    }
    boolean gone = action.equals("delete") || action.equals("forget");
    body.set(gone ? "before" : "after", json(values));
    body.set("after_unknown", json(unknown));
    root.withArray("resource_changes").add(change);
    if (!gone) {
      resource.set("values", json(values));
      module((ObjectNode) root.at("/planned_values/root_module"), module)
          .withArray("resources")
          .add(resource);
    }
    ObjectNode configured = (ObjectNode) json(configuration);
    String own = (data ? "data." : "") + type + "." + name;
    configured.put("address", own);
    configured.put("mode", data ? "data" : "managed").put("type", type).put("name", name);
    ArrayNode all = configuration(module).withArray("resources");
    boolean known = false;
    for (JsonNode any : all) {
      known |= any.path("address").asText().equals(own);
    }
    if (!known) {
      all.add(configured);
    }
    return this;
  }

  /** The arguments of a module call. */
  PlanText call(String module, String call) {
    ModulePath path = ModulePath.of(Traversal.parse(module));
    ObjectNode calls = configuration(path.parent()).withObject("/module_calls");
    ObjectNode made = calls.withObject("/" + path.last().name());
    made.setAll((ObjectNode) json(call));
    return this;
  }

  PlanText output(String module, String name, String references) {
    configuration(ModulePath.of(Traversal.parse(module)))
        .withObject("/outputs/" + name + "/expression")
        .set("references", json(references));
    return this;
  }

  PlanText set(String name, String value) {
    root.set(name, json(value));
    return this;
  }

  private ObjectNode configuration(ModulePath path) {
    ObjectNode module = (ObjectNode) root.at("/configuration/root_module");
    for (ModulePath.Step step : path.steps()) {
      module = module.withObject("/module_calls/" + step.name() + "/module");
    }
    return module;
  }

  private static ObjectNode module(ObjectNode rootModule, ModulePath path) {
    ObjectNode module = rootModule;
    String address = "";
    for (ModulePath.Step step : path.steps()) {
      address +=
          (address.isEmpty() ? "" : ".")
              + "module."
              + step.name()
              + step.key().map(key -> "[" + key + "]").orElse("");
      ObjectNode found = null;
      for (JsonNode child : module.withArray("child_modules")) {
        if (child.path("address").asText().equals(address)) {
          found = (ObjectNode) child;
        }
      }
      if (found == null) {
        found = module.withArray("child_modules").addObject().put("address", address);
      }
      module = found;
    }
    return module;
  }

  byte[] bytes() {
    return root.toString().getBytes(StandardCharsets.UTF_8);
  }

  JsonDocument document() {
    return JsonDocument.parse("plan.json", bytes());
  }

  TerraformResources read() {
    return new TerraformReader().read(document());
  }

  /** The bodies of the resources of a type, in order; what is unresolved as its expression. */
  static List<JsonNode> bodies(TerraformResources resources, String type) {
    return resources.resources().stream()
        .filter(resource -> resource.type().equals(type))
        .map(resource -> shown(resource.body()))
        .toList();
  }

  static JsonNode shown(JsonNode node) {
    return json(
        node.toString()
            .replaceAll(
                "\\{\"expression\":(\"(?:[^\"\\\\]|\\\\.)*\"),\"pointer\":\"[^\"]*\"}",
                "{\"unresolved\":$1}"));
  }
}
