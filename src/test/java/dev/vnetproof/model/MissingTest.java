package dev.vnetproof.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MissingTest {
  @Test
  void a_name_of_megabytes_is_cut_and_its_kind_is_told_all_the_same() {
    String megabytes = "--- ".repeat(2_000_000);

    assertThat(new Missing.Expression(megabytes, "/resources/0/name", "").text())
        .hasSizeLessThan(5_000)
        .startsWith("`--- ")
        .endsWith("` at /resources/0/name");
    assertThat(Missing.resource("subnet", "/" + megabytes).text())
        .hasSizeLessThan(5_000)
        .endsWith("` is not in the input");
    assertThat(Missing.property("sku", "`" + megabytes + "`").text()).hasSizeLessThan(5_000);
    assertThat(Missing.fact(megabytes).text()).hasSizeLessThan(5_000);
  }

  @ParameterizedTest
  @CsvSource({
    "/locations/0/subnet/addressPrefixes, property",
    "/locations/0/egressFirewall/privateIpAddress, property",
    "/locations/0/egressFirewall/networkAllowances/3/protocols, property",
    "/locations/0/egressFirewall, allowanceList",
    "/locations/0/egressFirewall/networkAllowances, allowanceList",
    "/locations/0/egressFirewall/fqdnAllowances, allowanceList"
  })
  void a_pointer_says_its_kind(String pointer, String kind) {
    assertThat(Missing.at(pointer).kind().reportName()).isEqualTo(kind);
    assertThat(Missing.at(pointer).text()).isEqualTo(pointer);
  }

  @Test
  void what_others_say_stands_behind_it() {
    assertThat(Missing.resource("routeTable", "/a/rt").noting("`b` lists it").text())
        .isEqualTo("routeTable `/a/rt` is not in the input: `b` lists it");
    assertThat(Missing.property("sku", "`apim`").noting("x"))
        .isEqualTo(new Missing.Property("sku", "sku of `apim`: x", false));
    assertThat(new Missing.Expression("parameters('x')", "/0", "").noting("x").kind())
        .isEqualTo(Missing.Kind.EXPRESSION);
  }

  @Test
  void a_datum_without_a_value_stays_so() {
    Missing sku = Missing.at("/deployment/sku");
    Missing rules = Missing.fact("rules");

    assertThat(Datum.<Integer>unknown(sku).flatMap(x -> Datum.known(x + 1)))
        .isEqualTo(Datum.unknown(sku));
    assertThat(Datum.known(1).flatMap(x -> Datum.unknown(rules))).isEqualTo(Datum.unknown(rules));
    assertThat(Datum.known(1).flatMap(x -> Datum.known(x + 1))).isEqualTo(Datum.known(2));
  }
}
