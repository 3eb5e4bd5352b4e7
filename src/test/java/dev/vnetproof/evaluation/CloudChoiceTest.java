package dev.vnetproof.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vnetproof.importer.snapshot.SnapshotReader;
import dev.vnetproof.model.Assumption;
import dev.vnetproof.model.Cloud;
import dev.vnetproof.model.EnvironmentSnapshot;
import dev.vnetproof.model.Missing;
import dev.vnetproof.rule.Outcome;
import dev.vnetproof.source.JsonDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where nothing says which cloud an environment is in, one is taken for granted, and told. */
class CloudChoiceTest {
  private static final Evaluator EVALUATOR = Evaluator.builder().laterEditions(false).build();

  @Test
  void a_declared_cloud_needs_no_assumption() throws IOException {
    assertThat(assumptions(EVALUATOR.evaluate(snapshot("westus", true)))).isEmpty();
  }

  @Test
  void a_known_region_tells_the_cloud() throws IOException {
    Evaluation evaluation = EVALUATOR.evaluate(snapshot("usgovvirginia", false));

    assertThat(assumptions(evaluation)).isEmpty();
    assertThat(evaluation.snapshot().deployment().cloud().asOptional())
        .contains(Cloud.AZURE_GOVERNMENT);
  }

  @Test
  void a_region_stands_above_the_option_and_that_is_said() throws IOException {
    Evaluator chosen = Evaluator.builder().laterEditions(false).cloud(Cloud.AZURE_PUBLIC).build();

    assertThat(assumptions(chosen.evaluate(snapshot("usgovvirginia", false))))
        .containsExactly(
            new Assumption(
                "cloud",
                "AzureGovernment",
                "a region of the input belongs to it, although `--cloud` says AzurePublic"));
    assertThat(assumptions(chosen.evaluate(snapshot("westus", false)))).isEmpty();
  }

  @Test
  void where_nothing_tells_it_the_cloud_is_public_and_that_is_said() throws IOException {
    Evaluation evaluation = EVALUATOR.evaluate(snapshot("", false));

    assertThat(assumptions(evaluation))
        .containsExactly(
            new Assumption(
                "cloud",
                "AzurePublic",
                "the input does not say it, nor a region that is known; `--cloud` takes another"));
    assertThat(evaluation.undetermined())
        .noneMatch(u -> u.finding().missing().map(Missing::text).orElse("").contains("cloud"));
  }

  @Test
  void another_cloud_can_be_chosen_for_those_that_do_not_say_it() throws IOException {
    Evaluator government =
        Evaluator.builder().laterEditions(false).cloud(Cloud.AZURE_GOVERNMENT).build();

    assertThat(assumptions(government.evaluate(snapshot("", false))))
        .extracting(Assumption::value)
        .containsExactly("AzureGovernment");
    assertThat(government.evaluate(snapshot("westus", false)).snapshot().deployment().cloud())
        .isEqualTo(EVALUATOR.evaluate(snapshot("westus", false)).snapshot().deployment().cloud());
  }

  @Test
  void the_assumed_cloud_decides_as_the_declared_one() throws IOException {
    EnvironmentSnapshot assumed = snapshot("", false);

    assertThat(EVALUATOR.evaluate(assumed).outcomes())
        .isEqualTo(EVALUATOR.evaluate(assumed.in(Cloud.AZURE_PUBLIC)).outcomes())
        .anyMatch(entry -> entry.outcome() == Outcome.SATISFIED);
  }

  private static List<Assumption> assumptions(Evaluation evaluation) {
    return evaluation.snapshot().assumptions().stream()
        .filter(assumption -> assumption.subject().equals("cloud"))
        .toList();
  }

  private static EnvironmentSnapshot snapshot(String region, boolean declared) throws IOException {
    JsonDocument text =
        JsonDocument.parse(
            "in.json", Files.readAllBytes(Path.of("fixtures/stv2-external-premium/snapshot.json")));
    ObjectNode location = (ObjectNode) text.root().at("/locations/0");
    if (region.isEmpty()) {
      location.remove("region");
    } else {
      location.put("region", region);
    }
    if (!declared) {
      ((ObjectNode) text.root().get("deployment")).remove("cloud");
    }
    return new SnapshotReader().read(text);
  }
}
