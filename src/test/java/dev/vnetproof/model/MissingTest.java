package dev.vnetproof.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MissingTest {
  @Test
  void a_name_of_megabytes_is_cut_and_its_kind_is_told_all_the_same() {
    String expression = "`" + "--- ".repeat(2_000_000) + "` at /resources/0/name";

    Missing missing = Missing.of(expression);

    assertThat(missing.kind()).isEqualTo(Missing.Kind.EXPRESSION);
    assertThat(missing.text())
        .hasSizeLessThan(5_000)
        .startsWith("`--- ")
        .endsWith("` at /resources/0/name");
  }
}
