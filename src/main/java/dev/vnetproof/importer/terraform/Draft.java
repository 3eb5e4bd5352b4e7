package dev.vnetproof.importer.terraform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vnetproof.importer.resource.AzureResource;
import dev.vnetproof.importer.resource.Unresolved;
import dev.vnetproof.source.JsonDocument;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** An Azure resource while it is put together from several of Terraform's. */
final class Draft {
  private final Instance instance;
  private final String type;
  private final String id;
  private final String name;
  private final ObjectNode body = JsonNodeFactory.instance.objectNode();
  private final TreeMap<String, String> places = new TreeMap<>();
  private final Map<String, Map<String, Integer>> names = new HashMap<>();
  private final TreeSet<String> verbatim = new TreeSet<>();

  Draft(Instance instance, String type, String id, String name) {
    this.instance = instance;
    this.type = type;
    this.id = id;
    this.name = name;
    body.put("type", type).put("id", id).put("name", name);
    places.put("", instance.pointer());
  }

  Instance instance() {
    return instance;
  }

  String type() {
    return type;
  }

  String id() {
    return id;
  }

  String name() {
    return name;
  }

  ObjectNode body() {
    return body;
  }

  /** The properties; an object that is thrown away where the whole of them is not known. */
  ObjectNode properties() {
    JsonNode properties = body.path("properties");
    if (properties instanceof ObjectNode object) {
      return object;
    }
    return properties.isMissingNode()
        ? body.putObject("properties")
        : JsonNodeFactory.instance.objectNode();
  }

  void property(String property, JsonNode value, String source) {
    names.remove(property);
    properties().set(property, value);
    place("/properties/" + property, source);
  }

  void unresolved(String property, Unresolved unresolved) {
    property(property, JsonNodeFactory.instance.pojoNode(unresolved), unresolved.pointer());
  }

  /** Says where the value at {@code pointer} of the body stands in the document. */
  void place(String pointer, String source) {
    places.put(pointer, source);
  }

  /** Says that everything at and below {@code pointer} has the document's own shape. */
  void copied(String pointer, String source) {
    places.put(pointer, source);
    verbatim.add(pointer);
  }

  /** Puts a child into the list {@code property}, in place of one of the same name. */
  void fold(String property, Draft child) {
    ArrayNode list =
        properties().path(property).isArray()
            ? (ArrayNode) properties().path(property)
            : properties().putArray(property);
    Map<String, Integer> indices = names.computeIfAbsent(property, any -> namesOf(list));
    Integer same = indices.putIfAbsent(ResourceLinks.lower(child.name), list.size());
    int at = same == null ? list.size() : same;
    String pointer = "/properties/" + property + "/" + at;
    if (at < list.size()) {
      list.set(at, child.body);
      // '0' follows '/': everything at and below the pointer.
      places.remove(pointer);
      places.subMap(pointer + "/", pointer + "0").clear();
      verbatim.remove(pointer);
      verbatim.subSet(pointer + "/", pointer + "0").clear();
    } else {
      list.add(child.body);
    }
    child.places.forEach((p, source) -> places.put(pointer + p, source));
    child.verbatim.forEach(p -> verbatim.add(pointer + p));
  }

  private static Map<String, Integer> namesOf(ArrayNode list) {
    Map<String, Integer> indices = new HashMap<>();
    for (int i = 0; i < list.size(); i++) {
      indices.putIfAbsent(ResourceLinks.lower(list.get(i).path("name").asText()), i);
    }
    return indices;
  }

  boolean holds(String property, String name) {
    return properties().path(property) instanceof ArrayNode list
        && names
            .computeIfAbsent(property, any -> namesOf(list))
            .containsKey(ResourceLinks.lower(name));
  }

  /** Takes elements out of the list {@code property}, by their names in lower case. */
  void drop(String property, Set<String> dropped) {
    if (!(properties().path(property) instanceof ArrayNode list)) {
      return;
    }
    names.remove(property);
    int[] moved = new int[list.size()];
    int kept = 0;
    for (int at = 0; at < moved.length; at++) {
      boolean gone = dropped.contains(ResourceLinks.lower(list.get(kept).path("name").asText()));
      moved[at] = gone ? -1 : kept;
      if (gone) {
        list.remove(kept);
      } else {
        kept++;
      }
    }
    String pointer = "/properties/" + property + "/";
    // '0' follows '/': everything below the pointer.
    var inside = places.subMap(pointer, "/properties/" + property + "0");
    TreeMap<String, String> again = new TreeMap<>(inside);
    inside.clear();
    again.forEach(
        (place, source) -> {
          int end = place.indexOf('/', pointer.length());
          String index = place.substring(pointer.length(), end < 0 ? place.length() : end);
          int now = moved[Integer.parseInt(index)];
          if (now >= 0) {
            places.put(pointer + now + (end < 0 ? "" : place.substring(end)), source);
          }
        });
  }

  /** Where the value at {@code pointer} of the body stands in the document. */
  String source(String pointer) {
    String at = pointer;
    while (true) {
      String source = places.get(at);
      if (source != null) {
        return verbatim.contains(at) ? source + pointer.substring(at.length()) : source;
      }
      if (at.isEmpty()) {
        return instance.pointer();
      }
      at = at.substring(0, Math.max(0, at.lastIndexOf('/')));
    }
  }

  AzureResource resource(JsonDocument document) {
    return new AzureResource(type, id, name, body, document, this::source);
  }
}
