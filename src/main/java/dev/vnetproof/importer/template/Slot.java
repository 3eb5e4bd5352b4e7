package dev.vnetproof.importer.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One resource as a template writes it: one resource of Azure, or several if it has a loop. Opening
 * a template finds its slots; nothing of them is evaluated before it is asked for.
 */
final class Slot {
  /** What a resource with its names and ids takes, in plain values. */
  private static final int RESOURCE_WEIGHT = 50;

  /** Of a resource that another control plane has (Graph, Kubernetes). */
  private static final List<String> FOREIGN = List.of("import", "extension");

  /** Where a resource is put; texts, where they are given. */
  private static final List<String> TEXTS = List.of("scope", "resourceGroup", "subscriptionId");

  private final TemplateDeployment deployment;
  private final Optional<String> symbol;
  private final ObjectNode source;
  private final ExpressionPlace place;
  private final Frame frame;
  private final Optional<Declared> parent;
  private final Lazy<String> type;
  private final Lazy<List<Declared>> instances;
  private final Running.Looked looked = new Running.Looked();

  private Slot(
      TemplateDeployment deployment,
      Optional<String> symbol,
      ObjectNode source,
      ExpressionPlace place,
      Frame frame,
      Optional<Declared> parent) {
    this.deployment = deployment;
    this.symbol = symbol;
    this.source = source;
    this.place = place;
    this.frame = frame.at(place);
    this.parent = parent;
    Running running = deployment.evaluator().running;
    type = new Lazy<>(running, () -> "the type of " + subject(), this::evaluateType);
    instances = new Lazy<>(running, () -> "the loop of " + subject(), this::declare);
  }

  /**
   * Those of a list or object of resources.
   *
   * @param parent the resource in which they stand
   */
  static List<Slot> of(
      TemplateDeployment deployment,
      JsonNode resources,
      ExpressionPlace at,
      Frame frame,
      Optional<Declared> parent) {
    List<Slot> result = new ArrayList<>();
    if (!resources.isContainerNode()) {
      deployment
          .evaluator()
          .problems
          .add(at, "found no resources; expected a list or an object of them");
      return result;
    }
    if (resources.isObject()) {
      for (Map.Entry<String, JsonNode> field : resources.properties()) {
        add(
            result,
            deployment,
            Optional.of(field.getKey()),
            field.getValue(),
            at.child(field.getKey()),
            frame,
            parent);
      }
      return result;
    }
    for (int i = 0; i < resources.size(); i++) {
      add(result, deployment, Optional.empty(), resources.get(i), at.child(i), frame, parent);
    }
    return result;
  }

  private static void add(
      List<Slot> to,
      TemplateDeployment deployment,
      Optional<String> symbol,
      JsonNode resource,
      ExpressionPlace at,
      Frame frame,
      Optional<Declared> parent) {
    TemplateProblems problems = deployment.evaluator().problems;
    if (!(resource instanceof ObjectNode object)) {
      problems.add(at, "found no resource; expected an object with `type` and `name`");
      return;
    }
    if (FOREIGN.stream().anyMatch(key -> isText(object, key))) {
      return;
    }
    if (FOREIGN.stream().anyMatch(key -> Values.get(object, key) != null)) {
      problems.add(at, "the resource has an extension that is no text; expected its name");
      return;
    }
    for (String key : TEXTS) {
      JsonNode written = Values.get(object, key);
      if (written != null && !written.isTextual() && !written.isNull()) {
        problems.add(at, "the `" + key + "` of the resource is no text; expected one");
        return;
      }
    }
    JsonNode existing = Values.get(object, "existing");
    if (existing != null && !existing.isBoolean()) {
      problems.add(at, "the `existing` of the resource is neither true nor false");
      return;
    }
    for (String key : List.of("type", "name")) {
      JsonNode written = Values.get(object, key);
      if (written == null || !written.isTextual() || written.textValue().isBlank()) {
        problems.add(at, "the resource has no `" + key + "`");
        return;
      }
    }
    to.add(new Slot(deployment, symbol, object, at, frame, parent));
  }

  /** How messages name it, without evaluating anything. */
  String subject() {
    return "resource `"
        + symbol.orElseGet(() -> TemplateProblems.shortened(source.path("name").asText()))
        + "`";
  }

  TemplateDeployment deployment() {
    return deployment;
  }

  Optional<String> symbol() {
    return symbol;
  }

  ObjectNode source() {
    return source;
  }

  ExpressionPlace place() {
    return place;
  }

  Optional<Declared> parent() {
    return parent;
  }

  boolean hasLoop() {
    return Values.get(source, "copy") instanceof ObjectNode;
  }

  /** With the types of the resources in which it stands. */
  String type() {
    return type.get(
        path -> {
          deployment.evaluator().problems.add(place, "the type refers to itself (" + path + ")");
          return "";
        });
  }

  private String evaluateType() {
    String own = text("type", frame);
    if (parent.isEmpty() || extendsParent(own)) {
      return own;
    }
    String outer = parent.get().type() + "/";
    return startsWithIgnoringCase(own, outer) ? own : outer + own;
  }

  /** A nested resource is a child, or one of another provider that extends its parent. */
  private boolean extendsParent(String own) {
    int slash = own.indexOf('/');
    int dot = own.indexOf('.');
    return parent.isPresent()
        && dot > 0
        && slash > dot
        && !startsWithIgnoringCase(own, parent.get().type() + "/");
  }

  static boolean startsWithIgnoringCase(String text, String start) {
    return text.regionMatches(true, 0, start, 0, start.length());
  }

  /** With the names of the resources in which it stands. */
  String name(Frame here) {
    String own = text("name", here);
    boolean isChild = parent.isPresent() && !extendsParent(text("type", frame));
    return isChild && own.split("/", -1).length < type().split("/", -1).length - 1
        ? parent.get().name() + "/" + own
        : own;
  }

  /** The text of a property, with its holes. */
  String text(String key, Frame here) {
    TemplateEvaluator evaluator = deployment.evaluator();
    JsonNode written = Values.get(source, key);
    String text =
        written == null || !written.isTextual()
            ? ""
            : Unknown.symbolOf(evaluator.value(written, place.child(key), here), evaluator.budget);
    evaluator.budget.name(text);
    return text;
  }

  boolean isText(String key) {
    return isText(source, key);
  }

  private static boolean isText(ObjectNode resource, String key) {
    JsonNode written = Values.get(resource, key);
    return written != null && written.isTextual();
  }

  /** What it amounts to; of a loop whose length is not known, one that stands for all. */
  List<Declared> instances() {
    return instances.get(
        path -> {
          deployment
              .evaluator()
              .problems
              .add(place, "the copy loop refers to itself (" + path + "); expected no cycle");
          return List.of();
        });
  }

  private List<Declared> declare() {
    TemplateEvaluator evaluator = deployment.evaluator();
    evaluator.budget.step(1L + source.size());
    evaluator.budget.produce(RESOURCE_WEIGHT);
    JsonNode copy = Values.get(source, "copy");
    if (copy == null) {
      return List.of(new Declared(this, frame, Optional.empty(), Optional.empty(), symbol));
    }
    if (!(copy instanceof ObjectNode loop)) {
      ExpressionPlace at = place.child("copy");
      evaluator.problems.add(at, "is no copy loop; expected an object with `name` and `count`");
      JsonNode count = evaluator.unresolved("copy", at);
      return List.of(new Declared(this, frame, Optional.empty(), Optional.of(count), symbol));
    }
    ExpressionPlace loopAt = place.child("copy");
    String name = Loops.name(loop, loopAt, frame, evaluator);
    JsonNode count = Loops.count(loop, loopAt, frame, evaluator);
    int length = count.isInt() ? count.intValue() : 1;
    Optional<JsonNode> unknownCount = count.isInt() ? Optional.empty() : Optional.of(count);
    evaluator.budget.step((long) length * source.size());
    evaluator.budget.produce((long) length * (RESOURCE_WEIGHT + 1));
    List<Declared> result = new ArrayList<>(length);
    for (int i = 0; i < length; i++) {
      int number = i;
      result.add(
          new Declared(
              this,
              frame.inResourceLoop(name, i),
              Optional.of(name),
              unknownCount,
              symbol.map(text -> text + "[" + number + "]")));
    }
    return result;
  }

  /** The same for a search, to which some may stay hidden. */
  List<Declared> seen() {
    return deployment.evaluator().running.search(looked, this::instances).orElse(List.of());
  }
}
