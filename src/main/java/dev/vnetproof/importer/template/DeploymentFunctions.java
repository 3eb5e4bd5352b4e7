package dev.vnetproof.importer.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;

/**
 * Functions over the template and the scope it is deployed to. Source: "Deployment functions" and
 * "Scope functions for ARM templates", Microsoft Learn, 2024-03.
 */
final class DeploymentFunctions {
  private DeploymentFunctions() {}

  static void register(Functions functions) {
    functions.lazy("parameters", (c, frame, e) -> named(c, frame, e, true));
    functions.lazy("variables", (c, frame, e) -> named(c, frame, e, false));
    functions.open("copyIndex", 0, 2, DeploymentFunctions::copyIndex);
    functions.open("deployment", 0, 0, DeploymentFunctions::deployment);
    functions.strict("environment", 0, 0, CloudEnvironment::of);
    functions.open("resourceGroup", 0, 2, DeploymentFunctions::resourceGroup);
    functions.open("subscription", 0, 1, DeploymentFunctions::subscription);
    functions.open("tenant", 0, 0, DeploymentFunctions::tenant);
    functions.open("managementGroup", 0, 1, DeploymentFunctions::managementGroup);
  }

  private static JsonNode named(
      Expression.Call call, Frame frame, TemplateEvaluator evaluator, boolean parameter) {
    if (call.arguments().size() != 1) {
      throw new EvaluationFailure("expected a name");
    }
    JsonNode name = evaluator.evaluate(call.arguments().get(0), frame);
    if (Values.pojo(name) instanceof Unknown unknown) {
      return unknown.member("(" + call.name() + frame.template().label() + ")", evaluator.budget);
    }
    if (!name.isTextual()) {
      throw new EvaluationFailure("expected a name");
    }
    return parameter
        ? frame.template().parameter(name.textValue(), frame)
        : frame.template().variable(name.textValue(), frame);
  }

  private static JsonNode copyIndex(Arguments a) {
    Unknown unknown = Functions.firstUnknown(a.values());
    if (unknown != null) {
      return unknown.through("copyIndex", a.values(), a.budget());
    }
    boolean named = a.size() > 0 && a.get(0).isTextual();
    Map<String, Integer> loops = a.frame().loops();
    Optional<String> loop = named ? Optional.of(a.text(0)) : a.frame().resourceLoop();
    Integer index = loop.isEmpty() ? null : loops.get(loop.get());
    if (index == null && loop.isPresent()) {
      index = loops.get(Frame.lower(loop.get()));
    }
    if (index == null) {
      a.evaluator()
          .problems
          .add(a.frame().place(), "`" + a.call().text() + "` stands outside of its copy loop");
      throw new EvaluationFailure("expected a loop");
    }
    int offset = named ? 1 : 0;
    return Values.number(index + (a.size() > offset ? a.integer(offset) : 0));
  }

  private static JsonNode unknown(Arguments a, String expression) {
    return Unknown.node(a.cause(expression), Unknown.hole(expression));
  }

  private static Target target(Arguments a) {
    return a.frame().template().deployment().target();
  }

  private static JsonNode deployment(Arguments a) {
    ObjectNode result = a.newObject(4);
    String label = a.frame().template().label();
    Optional<Declared> self = a.frame().template().deployment().self();
    result.set(
        "name",
        self.isPresent()
            ? Unknown.text(a.cause("deployment().name"), self.get().name())
            : unknown(a, "deployment().name"));
    result.set(
        "location",
        a.evaluator()
            .settings
            .location()
            .filter(location -> self.isEmpty())
            .map(Values::text)
            .orElseGet(() -> unknown(a, "deployment().location" + label)));
    result.set("id", unknown(a, "deployment().id" + label));
    result.set("properties", properties(a, "deployment().properties" + label));
    return result;
  }

  /** A template that is a file of its own can find those beside it by its address. */
  private static JsonNode properties(Arguments a, String symbol) {
    TemplateDeployment deployment = a.frame().template().deployment();
    if (!deployment.isWholeFile()) {
      return unknown(a, symbol);
    }
    ObjectNode link = a.newObject(1);
    link.put("uri", TemplateLinks.uriOf(deployment.document()));
    ObjectNode result = a.newObject(1);
    result.set("templateLink", link);
    return Live.of(result, symbol);
  }

  private static JsonNode resourceGroup(Arguments a) {
    Target own = target(a);
    Target target = own;
    if (a.size() == 1) {
      target = target.inGroup(Unknown.symbolOf(a.get(0), a.budget()));
    } else if (a.size() == 2) {
      target =
          target
              .inSubscription(Unknown.symbolOf(a.get(0), a.budget()))
              .inGroup(Unknown.symbolOf(a.get(1), a.budget()));
    }
    String group = target.group();
    String id = target.at(Target.Level.GROUP).prefix();
    String of = group.equals(Target.GROUP) ? "resourceGroup()" : "resourceGroup('" + group + "')";
    a.budget().produce(8);
    Deferred result = new Deferred();
    set(result, "id", Unknown.text(a.cause(of + ".id"), id));
    set(result, "name", Unknown.text(a.cause(of + ".name"), group));
    set(result, "type", Values.text("Microsoft.Resources/resourceGroups"));
    result.put("location", () -> Optional.of(locationOf(a, id, of)));
    set(result, "tags", unknown(a, of + ".tags"));
    set(result, "managedBy", unknown(a, of + ".managedBy"));
    ObjectNode properties = Values.newObject();
    set(result, "properties", properties.put("provisioningState", "Succeeded"));
    return result.node();
  }

  private static void set(Deferred object, String name, JsonNode value) {
    object.put(name, () -> Optional.of(value));
  }

  /** A group that an outer template creates has the location it is given there. */
  private static JsonNode locationOf(Arguments a, String id, String of) {
    TemplateDeployment deployment = a.frame().template().deployment();
    Optional<JsonNode> created =
        deployment
            .find(id)
            .filter(declared -> !declared.isExisting())
            .flatMap(
                group ->
                    Optional.ofNullable(Values.get(group.source(), "location"))
                        .map(
                            location ->
                                a.evaluator()
                                    .value(
                                        location, group.place().child("location"), group.frame())));
    return created.or(() -> givenLocation(a, id)).orElseGet(() -> unknown(a, of + ".location"));
  }

  /** What somebody says of the group that the outermost template is deployed to. */
  private static Optional<JsonNode> givenLocation(Arguments a, String id) {
    TemplateEvaluator evaluator = a.evaluator();
    Target outermost = evaluator.settings.target(evaluator.template().root());
    return outermost.level() == Target.Level.GROUP && outermost.prefix().equalsIgnoreCase(id)
        ? evaluator.settings.location().map(Values::text)
        : Optional.empty();
  }

  private static JsonNode subscription(Arguments a) {
    Target target = target(a);
    if (a.size() == 1) {
      target = target.inSubscription(Unknown.symbolOf(a.get(0), a.budget()));
    }
    ObjectNode result = a.newObject(4);
    result.set(
        "id",
        Unknown.text(a.cause("subscription().id"), "/subscriptions/" + target.subscription()));
    result.set(
        "subscriptionId",
        Unknown.text(a.cause("subscription().subscriptionId"), target.subscription()));
    result.set("tenantId", unknown(a, "subscription().tenantId"));
    result.set("displayName", unknown(a, "subscription().displayName"));
    return result;
  }

  private static JsonNode tenant(Arguments a) {
    ObjectNode result = a.newObject(4);
    result.put("id", "/");
    result.set("tenantId", unknown(a, "tenant().tenantId"));
    result.set("countryCode", unknown(a, "tenant().countryCode"));
    result.set("displayName", unknown(a, "tenant().displayName"));
    return result;
  }

  private static JsonNode managementGroup(Arguments a) {
    String name =
        a.size() == 1 ? Unknown.symbolOf(a.get(0), a.budget()) : target(a).managementGroup();
    ObjectNode result = a.newObject(4);
    result.set(
        "id",
        Unknown.text(
            a.cause("managementGroup().id"),
            "/providers/Microsoft.Management/managementGroups/" + name));
    result.set("name", Unknown.text(a.cause("managementGroup().name"), name));
    result.put("type", "Microsoft.Management/managementGroups");
    result.set("properties", unknown(a, "managementGroup().properties"));
    return result;
  }
}
