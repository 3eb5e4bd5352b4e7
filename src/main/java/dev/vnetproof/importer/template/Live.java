package dev.vnetproof.importer.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/**
 * What {@code reference} gives for a resource of the template: the live resource has at least the
 * properties that the template sets, so a missing one is not known rather than absent.
 *
 * @param symbol names the part of the live resource
 */
record Live(JsonNode declared, String symbol) {

  JsonNode part(JsonNode value, String access) {
    return of(value, symbol + access);
  }

  static JsonNode of(JsonNode declared, String symbol) {
    return declared.isContainerNode() || Values.pojo(declared) instanceof Deferred
        ? JsonNodeFactory.instance.pojoNode(new Live(declared, symbol))
        : declared;
  }
}
