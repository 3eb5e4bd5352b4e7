package dev.vnetproof.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vnetproof.model.Assumption;
import dev.vnetproof.model.EnvironmentSnapshot;
import dev.vnetproof.model.PlatformVersion;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an edition says nothing of is told, not guessed. */
class EditionAndTierTest {
  @ParameterizedTest
  @CsvSource({
    "STV1, 2023-01-06, false",
    "STV1, 2023-11-29, false",
    "STV1, 2025-06-17, true",
    "STV1, 2026-04-30, true",
    "STV2, 2026-04-30, false"
  })
  void an_edition_without_stv1_says_so(PlatformVersion platform, String edition, boolean told) {
    EnvironmentSnapshot snapshot =
        EnvironmentSnapshot.builder("e")
            .platformVersion(platform)
            .location("westus", at -> {})
            .build();

    List<Assumption> assumptions =
        Evaluator.builder().edition(edition).build().evaluate(snapshot).snapshot().assumptions();

    assertThat(assumptions.stream().map(Assumption::subject))
        .filteredOn("what an instance on stv1 is held to"::equals)
        .hasSize(told ? 1 : 0);
  }
}
