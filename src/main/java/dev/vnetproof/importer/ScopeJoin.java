package dev.vnetproof.importer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.vnetproof.importer.resource.AzureResource;
import dev.vnetproof.model.Assumption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Joins resources whose resource group a template leaves open. The id that one input has of a
 * network need not be the one that another input makes it under: a template does not say into which
 * group it is deployed. Where an id leads to nothing, and exactly one resource of that type and
 * name could be meant, it is taken for that one, and this is told.
 */
final class ScopeJoin {
  private static final String PROVIDERS = "/providers/";
  private static final String GROUPS = "/resourcegroups/";

  private final List<AzureResource> resources;
  private final Set<Assumption> assumptions;

  /** The scopes in which a resource of a type and name is made, with the first input to do so. */
  private final Map<String, Map<String, Made>> made = new HashMap<>();

  /** What each input calls a scope, and what that is taken for. */
  private final Map<String, Map<String, String>> renamed = new LinkedHashMap<>();

  private ScopeJoin(List<AzureResource> resources, Set<Assumption> assumptions) {
    this.resources = resources;
    this.assumptions = assumptions;
  }

  /**
   * What makes a resource.
   *
   * @param scope as it writes it
   */
  private record Made(String source, String scope) {}

  /**
   * An id in two: the scope, and the resource there; both in lower case.
   *
   * @param tail from the provider on, of the outermost resource alone
   */
  private record Split(String scope, String tail) {
    boolean hasGroup() {
      return scope.contains(GROUPS);
    }
  }

  /**
   * The same resources, under ids that meet.
   *
   * @param own those of deployments, in which ids may be open; the others are only looked at
   * @param assumptions takes what had to be assumed
   */
  static List<AzureResource> joined(
      List<AzureResource> own, List<AzureResource> others, Set<Assumption> assumptions) {
    List<AzureResource> all = new ArrayList<>(own);
    all.addAll(others);
    ScopeJoin join = new ScopeJoin(own, assumptions);
    return join.findsAny(all) ? join.rewritten() : own;
  }

  private static String source(AzureResource resource) {
    return resource.document().source();
  }

  private boolean findsAny(List<AzureResource> all) {
    for (AzureResource resource : all) {
      split(resource.id())
          .ifPresent(
              id ->
                  made.computeIfAbsent(id.tail(), t -> new TreeMap<>())
                      .putIfAbsent(id.scope(), new Made(source(resource), scope(resource.id()))));
    }
    Map<String, Map<Split, String>> wanted = new TreeMap<>();
    for (AzureResource resource : resources) {
      collect(
          resource.body(), wanted.computeIfAbsent(source(resource), s -> new LinkedHashMap<>()));
    }
    wanted.forEach((source, ids) -> ids.forEach((id, scope) -> want(source, id, scope)));
    return !renamed.isEmpty();
  }

  /**
   * An id of {@code source} that may lead to nothing.
   *
   * @param written its scope as it is written
   */
  private void want(String source, Split id, String written) {
    Map<String, Made> scopes = made.getOrDefault(id.tail(), Map.of());
    if (scopes.size() != 1 || scopes.containsKey(id.scope())) {
      return;
    }
    String scope = scopes.keySet().iterator().next();
    Made only = scopes.values().iterator().next();
    // What an input makes in its own group, it does not mean by an id in another one.
    if (!mayBe(id, scope) || only.source().equals(source) && id.hasGroup()) {
      return;
    }
    boolean isTheirs = id.hasGroup() && !isOpen(id.scope());
    String renaming = isTheirs ? only.source() : source;
    String from = isTheirs ? scope : id.scope();
    String to = isTheirs ? written : only.scope();
    Map<String, String> names = renamed.computeIfAbsent(renaming, r -> new LinkedHashMap<>());
    String before = names.putIfAbsent(from, to);
    if (before != null && !before.equals(to)) {
      return;
    }
    String name = id.tail().substring(id.tail().lastIndexOf('/') + 1);
    assumptions.add(
        isTheirs
            ? new Assumption(
                "resource group of `" + only.source() + "`",
                group(to),
                "`"
                    + source
                    + "` names `"
                    + name
                    + "` there, and of the inputs only that template makes one;"
                    + " `--resource-group` says otherwise")
            : new Assumption(
                "`" + name + "` that `" + source + "` refers to",
                "the one of `" + only.source() + "`",
                "its resource group is not known, and no other input has one of that name;"
                    + " `--resource-group` says otherwise"));
  }

  private static String group(String scope) {
    return "`" + scope.substring(scope.lastIndexOf('/') + 1) + "`";
  }

  private static boolean isOpen(String scope) {
    return scope.indexOf('{') >= 0;
  }

  /** Whether both scopes may be the same: one of them is open, or lacks its group. */
  private static boolean mayBe(Split id, String scope) {
    if (!id.hasGroup()) {
      return id.scope().isEmpty()
          || isOpen(id.scope())
          || isOpen(scope)
          || scope.startsWith(id.scope() + "/");
    }
    if (!isOpen(id.scope()) && !isOpen(scope)) {
      return false;
    }
    String[] mine = id.scope().split("/", -1);
    String[] others = scope.split("/", -1);
    if (mine.length != others.length) {
      return false;
    }
    for (int i = 0; i < mine.length; i++) {
      if (!mine[i].equals(others[i]) && !isOpen(mine[i]) && !isOpen(others[i])) {
        return false;
      }
    }
    return true;
  }

  /**
   * @param to takes the ids inside, with their scopes as they are written
   */
  private static void collect(JsonNode node, Map<Split, String> to) {
    if (node.isTextual()) {
      String text = node.textValue();
      split(text).ifPresent(id -> to.putIfAbsent(id, scope(text)));
    }
    for (JsonNode child : node) {
      collect(child, to);
    }
  }

  private static String scope(String id) {
    return id.substring(0, id.toLowerCase(Locale.ROOT).indexOf(PROVIDERS));
  }

  /** Only network resources, which stand in a group, and whose own name is known. */
  private static Optional<Split> split(String id) {
    int provider = id.toLowerCase(Locale.ROOT).indexOf(PROVIDERS);
    if (provider < 0 || !id.startsWith("/") || id.length() > 2_000) {
      return Optional.empty();
    }
    String[] parts = id.substring(provider).split("/", -1);
    if (parts.length < 5 || !parts[2].equalsIgnoreCase("Microsoft.Network")) {
      return Optional.empty();
    }
    String tail = String.join("/", List.of(parts).subList(0, 5));
    return tail.indexOf('{') >= 0 || tail.indexOf('}') >= 0
        ? Optional.empty()
        : Optional.of(
            new Split(
                id.substring(0, provider).toLowerCase(Locale.ROOT), tail.toLowerCase(Locale.ROOT)));
  }

  private List<AzureResource> rewritten() {
    List<AzureResource> result = new ArrayList<>();
    for (AzureResource resource : resources) {
      Map<String, String> names = renamed.getOrDefault(source(resource), Map.of());
      if (names.isEmpty()) {
        result.add(resource);
        continue;
      }
      result.add(
          new AzureResource(
              resource.type(),
              renamed(resource.id(), names),
              resource.name(),
              (ObjectNode) renamed(resource.body(), names),
              resource.document(),
              resource.written()));
    }
    return result;
  }

  /** Shares what has no such id. */
  private static JsonNode renamed(JsonNode node, Map<String, String> names) {
    if (node.isTextual()) {
      String text = renamed(node.textValue(), names);
      return text.equals(node.textValue()) ? node : TextNode.valueOf(text);
    }
    if (node instanceof ObjectNode object) {
      ObjectNode copy = object.objectNode();
      boolean same = true;
      for (Map.Entry<String, JsonNode> field : object.properties()) {
        JsonNode value = renamed(field.getValue(), names);
        same &= value == field.getValue();
        copy.set(field.getKey(), value);
      }
      return same ? node : copy;
    }
    if (node instanceof ArrayNode array) {
      ArrayNode copy = array.arrayNode();
      boolean same = true;
      for (JsonNode element : array) {
        JsonNode value = renamed(element, names);
        same &= value == element;
        copy.add(value);
      }
      return same ? node : copy;
    }
    return node;
  }

  private static String renamed(String id, Map<String, String> names) {
    return split(id)
        .map(Split::scope)
        .map(names::get)
        .map(to -> to + id.substring(scope(id).length()))
        .orElse(id);
  }
}
