package dev.vnetproof.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class JsonPatchTest {
  private static final String DOCUMENT =
      "{'a': {'b': 1}, 'rules': [{'name': 'x', 'p': 1}, {'name': 'y', 'p': 2}]}";

  @Test
  void operations_apply_in_order() {
    assertThat(
            patched(
                "[{'op': 'test', 'path': '/a/b', 'value': 1},"
                    + " {'op': 'replace', 'path': '/a/b', 'value': null},"
                    + " {'op': 'add', 'path': '/a/c', 'value': 3},"
                    + " {'op': 'add', 'path': '/rules/-', 'value': {'name': 'z'}},"
                    + " {'op': 'remove', 'path': '/rules/0'}]"))
        .isEqualTo(
            json("{'a': {'b': null, 'c': 3}, 'rules': [{'name': 'y', 'p': 2}, {'name': 'z'}]}"));
  }

  @Test
  void an_element_is_found_by_its_name() {
    assertThat(
            patched(
                "[{'op': 'replace', 'path': '/rules/y/p', 'value': 7},"
                    + " {'op': 'remove', 'path': '/rules/x'}]"))
        .isEqualTo(json("{'a': {'b': 1}, 'rules': [{'name': 'y', 'p': 7}]}"));
  }

  @Test
  void what_is_not_there_cannot_be_replaced() {
    assertThatThrownBy(() -> patched("[{'op': 'replace', 'path': '/rules/q/p', 'value': 7}]"))
        .hasMessageEndingWith("does not apply: no element is named `q`");
    assertThatThrownBy(() -> patched("[{'op': 'remove', 'path': '/a/q'}]"))
        .hasMessageEndingWith("does not apply: `q` is not there");
  }

  private static JsonNode patched(String operations) {
    return JsonPatch.apply(json(DOCUMENT), json(operations));
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
