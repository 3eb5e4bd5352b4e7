package dev.vnetproof.importer.template;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vnetproof.importer.resource.Unresolved;
import dev.vnetproof.importer.template.TemplateReading.Link;
import dev.vnetproof.source.JsonDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the files that {@code templateLink} and {@code parametersLink} mean.
 *
 * <p>A template that is deployed has an address, and those that it links to stand beside it. Here
 * its address is made of its file's name, so that {@code
 * uri(deployment().properties.templateLink.uri, 'nested/network.json')} leads to the file beside
 * it. An address somewhere else ({@code https://...}, or below a location that is not known) means
 * a file at hand only where its last parts are the file's path from the folder of the template that
 * links to it, or of the outermost one.
 */
final class TemplateLinks {
  private static final String ADDRESS = "template:///";

  /** No address is longer. */
  private static final int MAX_LENGTH = 8_000;

  /** Of an address somewhere else, no more parts than these can be a path. */
  private static final int MAX_PARTS = 10;

  private final TemplateEvaluator evaluator;
  private final LinkedFiles files;
  private final List<Link> taken = new ArrayList<>();

  TemplateLinks(TemplateEvaluator evaluator, LinkedFiles files) {
    this.evaluator = evaluator;
    this.files = files;
  }

  /** What {@code deployment().properties.templateLink.uri} is in this file. */
  static String uriOf(JsonDocument file) {
    return ADDRESS + file.source();
  }

  /** In the order in which they were found. */
  List<Link> taken() {
    return taken;
  }

  /** The file with the template of a deployment, if it is at hand. */
  Optional<JsonDocument> template(Declared deployment) {
    return find(deployment, "templateLink")
        .filter(
            file -> {
              boolean template = TemplateReader.looksLikeTemplate(file.root());
              if (!template) {
                evaluator.problems.add(
                    link(deployment, "templateLink").place(),
                    "`" + file.source() + "` is no deployment template; expected one");
              }
              return template && !isCyclic(deployment, file);
            });
  }

  private boolean isCyclic(Declared deployment, JsonDocument file) {
    Optional<Declared> outer = Optional.of(deployment);
    while (outer.isPresent()) {
      TemplateDeployment template = outer.get().deployment();
      if (template.document() == file) {
        evaluator.problems.add(
            link(deployment, "templateLink").place(),
            "`" + file.source() + "` is linked from within itself; expected no cycle");
        return true;
      }
      outer = template.self();
    }
    return false;
  }

  /** The values of a deployment's parameters, if they are in a file at hand. */
  Optional<Map<String, Lazy<JsonNode>>> parameters(Declared deployment) {
    return find(deployment, "parametersLink").map(file -> ParameterFile.values(file, evaluator));
  }

  /** The link of a deployment as people would look for it. */
  Unresolved describe(Declared deployment) {
    return describe(link(deployment, "templateLink"), deployment);
  }

  private Unresolved describe(Written link, Declared deployment) {
    String text = link.text().map(t -> t.replace(ADDRESS, "")).orElse(deployment.name());
    return evaluator.cause(text, link.place());
  }

  /**
   * @param text the address or relative path, with holes; none if there is no link
   */
  private record Written(Optional<String> text, boolean relative, ExpressionPlace place) {}

  private Written link(Declared deployment, String property) {
    ExpressionPlace settings = deployment.place().child("properties");
    JsonNode link = deployment.source().path("properties").path(property);
    for (String key : List.of("uri", "relativePath", "id")) {
      if (link.path(key).isTextual()) {
        ExpressionPlace at = settings.child(property);
        JsonNode target = evaluator.value(link.path(key), at.child(key), deployment.frame());
        return new Written(
            Optional.of(Unknown.symbolOf(target, evaluator.budget)),
            key.equals("relativePath"),
            at);
      }
    }
    return new Written(Optional.empty(), false, deployment.place());
  }

  private Optional<JsonDocument> find(Declared deployment, String property) {
    Written link = link(deployment, property);
    Optional<JsonDocument> found =
        link.text().flatMap(text -> find(text, link.relative(), deployment.place().document()));
    found.ifPresent(
        file -> {
          taken.add(new Link(describe(link, deployment), file.source()));
          evaluator.origins.read(file);
        });
    return found;
  }

  private Optional<JsonDocument> find(String link, boolean relative, JsonDocument from) {
    if (link.length() > MAX_LENGTH) {
      return none();
    }
    String path = withoutQuery(link);
    if (relative) {
      return beside(from, path);
    }
    if (path.startsWith(ADDRESS)) {
      return at(path.substring(ADDRESS.length()));
    }
    List<String> parts = List.of(path.substring(path.lastIndexOf('}') + 1).split("/", -1));
    for (int i = Math.max(0, parts.size() - MAX_PARTS); i < parts.size(); i++) {
      String tail = String.join("/", parts.subList(i, parts.size()));
      Optional<JsonDocument> found =
          isPath(tail) ? beside(from, tail).or(() -> beside(evaluator.template(), tail)) : none();
      if (found.isPresent()) {
        return found;
      }
    }
    return none();
  }

  private static Optional<JsonDocument> none() {
    return Optional.empty();
  }

  /** Neither a scheme nor a step out of a folder. */
  private static boolean isPath(String tail) {
    return !tail.isEmpty()
        && tail.indexOf(':') < 0
        && !tail.startsWith("/")
        && !("/" + tail + "/").contains("/../");
  }

  private Optional<JsonDocument> beside(JsonDocument file, String path) {
    String name = file.source();
    return at(name.substring(0, name.lastIndexOf('/') + 1) + path);
  }

  private Optional<JsonDocument> at(String name) {
    return name.indexOf('{') < 0 ? files.find(name) : none();
  }

  /** A token that grants access stands behind the path, known or not. */
  private static String withoutQuery(String link) {
    int query = link.indexOf('?');
    String path = query < 0 ? link : link.substring(0, query);
    int hole = path.lastIndexOf('{');
    return hole > 0 && path.endsWith("}") && path.charAt(hole - 1) != '/'
        ? path.substring(0, hole)
        : path;
  }
}
