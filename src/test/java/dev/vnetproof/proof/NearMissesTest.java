package dev.vnetproof.proof;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearMissesTest {

  @ParameterizedTest
  @CsvSource({
    "1443, 1433, true", // another digit
    "4133, 1433, true", // two swapped
    "143, 1433, true", // one missing
    "11433, 1433, true", // one too many
    "433, 443, true",
    "43, 443, true",
    "3433, 3443, true",
    "443, 443, false",
    "80, 443, false",
    "8443, 1443, true",
    "8080, 443, false",
    "1521, 1433, false",
    "6379, 6380, false",
    "3344, 4433, false"
  })
  void one_digit_makes_a_slip(String written, String meant, boolean slip) {
    assertThat(NearMisses.isSlip(written, meant)).isEqualTo(slip);
  }
}
