package dev.vnetproof.importer.terraform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vnetproof.importer.resource.Unresolved;
import dev.vnetproof.importer.terraform.Attributes.Value;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Writes one object of a body from attributes, and keeps where each value came from. */
final class BodyWriter {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final Draft draft;
  private final ObjectNode node;
  private final String pointer;
  private final Attributes from;
  private final ResourceLinks links;

  BodyWriter(Draft draft, ObjectNode node, String pointer, Attributes from, ResourceLinks links) {
    this.draft = draft;
    this.node = node;
    this.pointer = pointer;
    this.from = from;
    this.links = links;
    draft.place(pointer, from.self().pointer());
  }

  Attributes from() {
    return from;
  }

  Instance instance() {
    return from.instance();
  }

  ResourceLinks links() {
    return links;
  }

  Draft draft() {
    return draft;
  }

  /** An object inside this one, from the same attributes. */
  BodyWriter object(String property) {
    return new BodyWriter(draft, node.putObject(property), at(property), from, links);
  }

  /** An object inside this one, from other attributes. */
  BodyWriter object(String property, Attributes other) {
    return new BodyWriter(draft, node.putObject(property), at(property), other, links);
  }

  /** Whether the configuration is there and does not mention the attribute. */
  boolean leftOut(String attribute) {
    JsonNode resource = links.inventory().configuration().resource(instance());
    return !resource.isMissingNode() && !resource.path("expressions").has(attribute);
  }

  void set(String property, JsonNode value, Value source) {
    node.set(property, value);
    draft.place(at(property), source.pointer());
  }

  void set(String property, String value, Value source) {
    set(property, NODES.textNode(value), source);
  }

  void none(String property) {
    node.putNull(property);
  }

  /** The attribute as it is; nothing where it is not set or this provider does not have it. */
  void copy(String attribute, String property) {
    Value value = from.get(attribute);
    if (value.isUnknown()) {
      unresolved(property, links.unresolved(value));
    } else if (value.isSet()) {
      set(property, resolvedList(value), value);
      for (Value element : value.elements()) {
        draft.place(at(property) + "/" + last(element), element.pointer());
      }
    }
  }

  private JsonNode resolvedList(Value value) {
    if (!value.node().isArray()) {
      return value.node();
    }
    ArrayNode list = NODES.arrayNode();
    for (Value element : value.elements()) {
      list.add(element.isUnknown() ? NODES.pojoNode(links.unresolved(element)) : element.node());
    }
    return list;
  }

  /**
   * As {@link #copy}, but not set means {@code none}; what was only read and has no such attribute
   * is not known.
   */
  void copyOr(String attribute, String property, JsonNode none) {
    Value value = from.get(attribute);
    copy(attribute, property);
    if (value.isAbsent() && !instance().managed()) {
      unresolved(property, value.unresolved());
    } else if (!value.isUnknown() && !value.isSet()) {
      set(property, none, value);
    }
  }

  /** {@code { "id": ... }} for an attribute that holds the id of one of {@code armTypes}. */
  void link(String attribute, String property, String... armTypes) {
    Value value = from.get(attribute);
    if (value.isUnknown() || value.isSet()) {
      object(property).id("id", value, armTypes);
    }
  }

  void id(String property, Value value, String... armTypes) {
    Optional<String> id = links.id(value, List.of(armTypes));
    if (id.isPresent()) {
      set(property, id.get(), value);
    } else {
      unresolved(property, links.unresolved(value));
    }
  }

  /** {@code [ { "id": ... } ]} for a list of ids. */
  void links(String attribute, String property, boolean objects, String... armTypes) {
    Value value = from.get(attribute);
    if (value.isUnknown()) {
      unresolved(property, links.unresolved(value));
    } else if (value.isSet() && !value.node().isArray()) {
      unresolved(property, value.unresolved());
    } else if (value.isSet()) {
      ArrayNode list = node.putArray(property);
      draft.place(at(property), value.pointer());
      for (Value element : value.elements()) {
        Optional<String> id = links.id(element, List.of(armTypes));
        JsonNode item =
            id.isPresent() ? NODES.textNode(id.get()) : NODES.pojoNode(links.unresolved(element));
        list.add(objects ? NODES.objectNode().set("id", item) : item);
        draft.place(at(property) + "/" + last(element), element.pointer());
      }
    }
  }

  /** As {@link #links} without objects; a list that is not known may refer to one resource. */
  void ids(String attribute, String property, String... armTypes) {
    Value value = from.get(attribute);
    Optional<String> only =
        value.isUnknown() ? links.id(value, List.of(armTypes)) : Optional.empty();
    if (only.isPresent()) {
      set(property, NODES.arrayNode().add(only.get()), value);
    } else {
      links(attribute, property, false, armTypes);
    }
  }

  /** One object for each block of an attribute; an empty list where there is none. */
  void each(String attribute, String property, Consumer<BodyWriter> item) {
    Value value = from.get(attribute);
    if (value.isUnknown()) {
      unresolved(property, links.unresolved(value));
      return;
    }
    if (value.isNoList() || value.isAbsent() && !instance().managed()) {
      unresolved(property, value.unresolved());
      return;
    }
    ArrayNode list = node.putArray(property);
    draft.place(at(property), value.pointer());
    append(list, property, attribute, item);
  }

  /**
   * As {@link #each} for a list that the provider keeps in every state: where it is missing, it was
   * left out.
   */
  void eachKept(String attribute, String property, Consumer<BodyWriter> item) {
    Value value = from.get(attribute);
    if (value.isAbsent() && !instance().created()) {
      unresolved(property, value.unresolved());
    } else {
      each(attribute, property, item);
    }
  }

  /** As {@link #each}, after what the list already holds. */
  void more(String attribute, String property, Consumer<BodyWriter> item) {
    if (node.path(property) instanceof ArrayNode list && !from.get(attribute).isUnknown()) {
      append(list, property, attribute, item);
    } else if (from.get(attribute).isUnknown()) {
      unresolved(property, links.unresolved(from.get(attribute)));
    }
  }

  private void append(
      ArrayNode list, String property, String attribute, Consumer<BodyWriter> item) {
    for (Attributes block : from.blocks(attribute)) {
      String here = at(property) + "/" + list.size();
      if (block.self().isUnknown()) {
        list.addPOJO(links.unresolved(block.self()));
        draft.place(here, block.self().pointer());
      } else {
        item.accept(new BodyWriter(draft, list.addObject(), here, block, links));
      }
    }
  }

  void unresolved(String property, Unresolved unresolved) {
    node.set(property, NODES.pojoNode(unresolved));
    draft.place(at(property), unresolved.pointer());
  }

  private String at(String property) {
    return pointer + "/" + property;
  }

  private static String last(Value element) {
    return element.path().get(element.path().size() - 1);
  }
}
