package dev.vnetproof.importer.terraform;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vnetproof.importer.resource.Unresolved;
import dev.vnetproof.source.Pointers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The attributes of an instance, or of one block inside it. */
final class Attributes {
  private final Value block;

  private Attributes(Value block) {
    this.block = block;
  }

  static Attributes of(Instance instance) {
    return new Attributes(new Value(instance, List.of(), instance.values(), instance.unknown()));
  }

  Instance instance() {
    return block.instance();
  }

  Value get(String attribute) {
    return block.child(attribute, block.node().path(attribute), block.unknown().path(attribute));
  }

  /** The first block of an attribute that holds one at most. */
  Optional<Attributes> block(String attribute) {
    List<Attributes> all = blocks(attribute);
    return all.isEmpty() ? Optional.empty() : Optional.of(all.get(0));
  }

  List<Attributes> blocks(String attribute) {
    Value value = get(attribute);
    if (value.node().isObject()) {
      return List.of(new Attributes(value));
    }
    List<Attributes> all = new ArrayList<>();
    for (Value element : value.elements()) {
      all.add(new Attributes(element));
    }
    return all;
  }

  Value self() {
    return block;
  }

  /**
   * One value.
   *
   * @param path from the instance's attributes to it, as JSON pointer tokens
   */
  record Value(Instance instance, List<String> path, JsonNode node, JsonNode unknown) {

    /** Known only after apply. */
    boolean isUnknown() {
      return unknown.isBoolean() && unknown.booleanValue();
    }

    /** Not an attribute of this resource in this version of the provider. */
    boolean isAbsent() {
      return node.isMissingNode() && !isUnknown();
    }

    /** Known, and not one of the values that azurerm means as "not set". */
    boolean isSet() {
      return !isUnknown()
          && !node.isMissingNode()
          && !node.isNull()
          && !(node.isTextual() && node.textValue().isEmpty())
          && !(node.isContainerNode() && node.isEmpty());
    }

    /** Something that cannot be a list of blocks, values or ids, where such a list belongs. */
    boolean isNoList() {
      return isSet() && !node.isContainerNode();
    }

    Optional<String> text() {
      return isSet() && node.isTextual() ? Optional.of(node.textValue()) : Optional.empty();
    }

    List<Value> elements() {
      List<Value> all = new ArrayList<>();
      if (node.isArray()) {
        for (int i = 0; i < node.size(); i++) {
          all.add(child(Integer.toString(i), node.get(i), unknown.path(i)));
        }
      }
      return all;
    }

    Value child(String token, JsonNode childNode, JsonNode childUnknown) {
      List<String> childPath = new ArrayList<>(path);
      childPath.add(token);
      return new Value(
          instance, List.copyOf(childPath), childNode, isUnknown() ? unknown : childUnknown);
    }

    /** Where it stands; for what is not known, where the plan says so. */
    String pointer() {
      StringBuilder pointer =
          new StringBuilder(isUnknown() ? instance.unknownPointer() : instance.pointer());
      for (String token : path) {
        pointer.append('/').append(Pointers.escaped(token));
      }
      return pointer.toString();
    }

    /** Address and attribute, as Terraform would print the reference. */
    String expression() {
      return instance.address() + suffix(path);
    }

    Unresolved unresolved() {
      return new Unresolved(expression(), pointer());
    }
  }

  static String suffix(List<String> path) {
    StringBuilder text = new StringBuilder();
    for (String token : path) {
      boolean index = !token.isEmpty() && token.chars().allMatch(c -> c >= '0' && c <= '9');
      text.append(index ? "[" + token + "]" : "." + token);
    }
    return text.toString();
  }
}
