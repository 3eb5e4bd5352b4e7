package dev.vnetproof.importer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vnetproof.importer.resource.AzureResource;
import dev.vnetproof.importer.template.OtherResources;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What inputs show of resources, for templates of the same folder that refer to them. */
final class ShownResources {
  /** By folder and lower-case id. */
  private final Map<String, Map<String, AzureResource>> byFolder = new HashMap<>();

  /** The same by what stands behind the scope of the id. */
  private final Map<String, Map<String, Set<String>>> tails = new HashMap<>();

  void add(String folder, List<AzureResource> resources) {
    Map<String, AzureResource> byId = byFolder.computeIfAbsent(folder, f -> new HashMap<>());
    Map<String, Set<String>> byTail = tails.computeIfAbsent(folder, f -> new HashMap<>());
    for (AzureResource resource : resources) {
      String id = resource.id().toLowerCase(Locale.ROOT);
      byId.putIfAbsent(id, resource);
      byTail.computeIfAbsent(tail(id), t -> new HashSet<>()).add(id);
    }
  }

  private static String tail(String id) {
    return id.substring(Math.max(0, id.indexOf("/providers/")));
  }

  /** What a template of {@code folder} sees of the others, and what it asked for in vain. */
  final class View implements OtherResources {
    private final String folder;
    private final String source;
    private final Set<String> missed = new HashSet<>();

    View(String folder, String source) {
      this.folder = folder;
      this.source = source;
    }

    @Override
    public Optional<JsonNode> properties(String id) {
      Optional<JsonNode> found = find(id.toLowerCase(Locale.ROOT));
      if (found.isEmpty()) {
        missed.add(id.toLowerCase(Locale.ROOT));
      }
      return found;
    }

    private Optional<JsonNode> find(String id) {
      return other(id).map(View::shown).or(() -> inline(id));
    }

    /** Under that id, or, where a scope is left open, the only one of that type and name. */
    private Optional<AzureResource> other(String id) {
      Set<String> alike = tails.getOrDefault(folder, Map.of()).getOrDefault(tail(id), Set.of());
      Optional<String> only = alike.size() == 1 ? alike.stream().findFirst() : Optional.empty();
      return exact(id).or(() -> only.filter(o -> (o + id).indexOf('{') >= 0).flatMap(this::exact));
    }

    private Optional<AzureResource> exact(String id) {
      return Optional.ofNullable(byFolder.getOrDefault(folder, Map.of()).get(id))
          .filter(resource -> !resource.document().source().equals(source));
    }

    /** A subnet that stands in its network. */
    private Optional<JsonNode> inline(String id) {
      int name = id.lastIndexOf('/');
      int list = id.lastIndexOf('/', name - 1);
      if (list <= 0) {
        return Optional.empty();
      }
      return other(id.substring(0, list))
          .map(View::shown)
          .flatMap(parent -> child(parent, id.substring(list + 1, name), id.substring(name + 1)));
    }

    private static Optional<JsonNode> child(JsonNode parent, String list, String name) {
      for (Map.Entry<String, JsonNode> field : parent.properties()) {
        if (field.getKey().equalsIgnoreCase(list)) {
          for (JsonNode child : field.getValue()) {
            if (child.path("name").asText().equalsIgnoreCase(name)) {
              return Optional.of(
                  child.path("properties").isObject() ? child.get("properties") : child);
            }
          }
        }
      }
      return Optional.empty();
    }

    private static JsonNode shown(AzureResource resource) {
      JsonNode properties = resource.body().path("properties");
      return properties.isMissingNode() ? resource.body() : properties;
    }

    /** Whether something that was missed is there now. */
    boolean isOutdated() {
      return missed.stream().anyMatch(id -> find(id).isPresent());
    }
  }
}
