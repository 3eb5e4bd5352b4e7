package dev.vnetproof.importer.terraform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.vnetproof.importer.terraform.Instance.Action;
import dev.vnetproof.model.SnapshotException.Problem;
import dev.vnetproof.source.JsonDocument;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Reads the three shapes: a plan and a state as {@code terraform show -json} prints them (format
 * version 1, and 0 before Terraform 1.1), and the raw state file (version 4, since Terraform 0.12).
 */
final class InventoryReader {
  private static final JsonNode NOTHING = MissingNode.getInstance();

  private record Change(JsonNode change, String pointer) {}

  private record Module(JsonNode node, String pointer) {}

  private final JsonDocument document;
  private final List<Problem> problems;
  private final List<Instance> instances = new ArrayList<>();
  private final List<Instance> removed = new ArrayList<>();
  private final Map<String, Change> changes = new HashMap<>();
  private final Set<String> addresses = new HashSet<>();

  InventoryReader(JsonDocument document, List<Problem> problems) {
    this.document = document;
    this.problems = problems;
  }

  Inventory read() {
    JsonNode root = document.root();
    if (root.has("format_version")) {
      String version = root.path("format_version").asText();
      if (!version.startsWith("1.") && !version.startsWith("0.")) {
        problem("/format_version", "`" + version + "` is a newer format; expected 1.x");
      } else if (root.path("values").isObject()) {
        modules(root.path("values").path("root_module"), "/values/root_module", any -> true);
      } else {
        plan(root);
      }
    } else if (root.path("version").asInt() != 4) {
      problem(
          "/version",
          "`"
              + root.path("version").asText()
              + "` is an old state format; expected 4, as Terraform writes it since 0.12");
    } else {
      stateFile(root);
    }
    return new Inventory(
        instances, removed, new Configuration(root), root.path("complete").asBoolean(true));
  }

  private void plan(JsonNode root) {
    if (root.path("errored").asBoolean()) {
      problem(
          "/errored", "the plan stopped with an error; expected a plan that Terraform completed");
      return;
    }
    JsonNode all = root.path("resource_changes");
    boolean empty = root.path("planned_values").path("root_module").isEmpty();
    if (!all.isArray() && !empty) {
      problem(
          "",
          "the plan has no `resource_changes`, which say what is not known yet; expected the whole"
              + " output of `terraform show -json`");
      return;
    }
    List<JsonNode> resources = elements(all, "/resource_changes");
    for (int i = 0; i < resources.size(); i++) {
      JsonNode resource = resources.get(i);
      Change change = new Change(resource.path("change"), "/resource_changes/" + i + "/change");
      if (!resource.has("deposed")) {
        changes.put(resource.path("address").asText(), change);
      }
    }
    if (root.path("planned_values").isObject()) {
      modules(
          root.path("planned_values").path("root_module"),
          "/planned_values/root_module",
          any -> true);
    }
    for (JsonNode resource : resources) {
      unplanned(resource, root.path("planned_values").isObject());
    }
    // A data source that was read while planning stands only here.
    modules(
        root.path("prior_state").path("values").path("root_module"),
        "/prior_state/values/root_module",
        resource -> resource.path("mode").asText().equals("data"));
  }

  /** What a plan takes out of the state; and, in a plan without planned values, what it makes. */
  private void unplanned(JsonNode resource, boolean planned) {
    if (resource.has("deposed")) {
      return;
    }
    Change change = changes.get(resource.path("address").asText());
    if (change == null) {
      return;
    }
    if (change.change().path("before").isObject() && has(change.change(), "delete")) {
      removed.add(
          instance(
              resource,
              change.change().path("before"),
              change.pointer() + "/before",
              Optional.empty()));
    }
    if (has(change.change(), "forget")) {
      // Terraform lets go of the object; Azure keeps it as it was.
      add(
          instance(
              resource,
              change.change().path("before"),
              change.pointer() + "/before",
              Optional.empty()));
    } else if (!planned && change.change().path("after").isObject()) {
      add(
          instance(
              resource,
              change.change().path("after"),
              change.pointer() + "/after",
              Optional.of(change)));
    }
  }

  private static Action action(JsonNode change) {
    return has(change, "create")
        ? Action.CREATE
        : has(change, "update") ? Action.UPDATE : Action.NONE;
  }

  private static boolean has(JsonNode change, String action) {
    for (JsonNode any : change.path("actions")) {
      if (any.asText().equals(action)) {
        return true;
      }
    }
    return false;
  }

  private void modules(JsonNode rootModule, String pointer, Predicate<JsonNode> wanted) {
    Deque<Module> open = new ArrayDeque<>();
    open.push(new Module(rootModule, pointer));
    while (!open.isEmpty()) {
      Module module = open.pop();
      List<JsonNode> resources =
          elements(module.node().path("resources"), module.pointer() + "/resources");
      for (int i = 0; i < resources.size(); i++) {
        JsonNode resource = resources.get(i);
        String at = module.pointer() + "/resources/" + i;
        if (!resource.path("address").isTextual() || isBlank(resource.path("type"))) {
          problem(at, "the resource has no `address` and `type`; expected what Terraform prints");
        } else if (wanted.test(resource) && isObject(resource.path("values"), at + "/values")) {
          JsonNode values = resource.path("values");
          Optional<Change> change =
              Optional.ofNullable(changes.get(resource.path("address").asText()));
          add(instance(resource, values, at + "/values", change));
        }
      }
      List<JsonNode> children =
          elements(module.node().path("child_modules"), module.pointer() + "/child_modules");
      for (int i = children.size() - 1; i >= 0; i--) {
        open.push(new Module(children.get(i), module.pointer() + "/child_modules/" + i));
      }
    }
  }

  private void add(Instance instance) {
    if (addresses.add(instance.address())) {
      instances.add(instance);
    }
  }

  private static Instance instance(
      JsonNode resource, JsonNode values, String pointer, Optional<Change> change) {
    String address = resource.path("address").asText();
    return new Instance(
        address,
        ModulePath.of(Traversal.parse(address)),
        !resource.path("mode").asText().equals("data"),
        resource.path("type").asText(),
        resource.path("name").asText(),
        key(resource.path("index")),
        values,
        pointer,
        change.map(any -> any.change().path("after_unknown")).orElse(NOTHING),
        change.map(any -> any.pointer() + "/after_unknown").orElse(pointer),
        change.map(any -> action(any.change())).orElse(Action.NONE));
  }

  private static Optional<String> key(JsonNode index) {
    return index.isValueNode() && !index.isNull()
        ? Optional.of(index.toString())
        : Optional.empty();
  }

  private void stateFile(JsonNode root) {
    List<JsonNode> resources = elements(root.path("resources"), "/resources");
    for (int i = 0; i < resources.size(); i++) {
      JsonNode resource = resources.get(i);
      String module = resource.path("module").asText();
      boolean managed = !resource.path("mode").asText().equals("data");
      String type = resource.path("type").asText();
      String name = resource.path("name").asText();
      if (resource.has("type") && isBlank(resource.path("type"))) {
        problem("/resources/" + i, "the resource has no `type`; expected what Terraform prints");
      }
      List<JsonNode> all = elements(resource.path("instances"), "/resources/" + i + "/instances");
      for (int j = 0; j < all.size(); j++) {
        JsonNode one = all.get(j);
        if (one.has("deposed")) {
          continue;
        }
        Optional<String> key = key(one.path("index_key"));
        String pointer = "/resources/" + i + "/instances/" + j + "/attributes";
        if (!isObject(one.path("attributes"), pointer)) {
          continue;
        }
        add(
            new Instance(
                (module.isEmpty() ? "" : module + ".")
                    + (managed ? "" : "data.")
                    + type
                    + "."
                    + name
                    + key.map(text -> "[" + text + "]").orElse(""),
                ModulePath.of(Traversal.parse(module)),
                managed,
                type,
                name,
                key,
                one.path("attributes"),
                pointer,
                NOTHING,
                pointer,
                Action.NONE));
      }
    }
  }

  private static boolean isBlank(JsonNode text) {
    return !text.isTextual() || text.textValue().isBlank();
  }

  /** Whether the values of a resource are an object, or none; anything else is told. */
  private boolean isObject(JsonNode values, String pointer) {
    boolean isObject = values.isObject() || values.isMissingNode() || values.isNull();
    if (!isObject) {
      problem(pointer, "is no object; expected one, as Terraform prints it");
    }
    return isObject;
  }

  /** The objects of a list; what stands there instead of a list or an object is told. */
  private List<JsonNode> elements(JsonNode list, String pointer) {
    List<JsonNode> elements = new ArrayList<>();
    if (!list.isArray() && !list.isMissingNode() && !list.isNull()) {
      problem(pointer, "is no list; expected one, as Terraform prints it");
    }
    for (int i = 0; list.isArray() && i < list.size(); i++) {
      if (!list.get(i).isObject()) {
        problem(pointer + "/" + i, "is no object; expected one, as Terraform prints it");
      }
      elements.add(list.get(i));
    }
    return elements;
  }

  private void problem(String pointer, String message) {
    problems.add(document.problem(pointer, message));
  }
}
