package dev.vnetproof.importer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vnetproof.evaluation.Evaluation;
import dev.vnetproof.evaluation.Evaluator;
import dev.vnetproof.evaluation.OutcomeEntry;
import dev.vnetproof.importer.snapshot.SnapshotReader;
import dev.vnetproof.importer.snapshot.SnapshotWriter;
import dev.vnetproof.model.EnvironmentSnapshot;
import dev.vnetproof.rule.Outcome;
import dev.vnetproof.source.JsonDocument;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an input amounts to is decided as the native snapshot that `import` prints of it. */
class SurroundingsRoundTripTest {
  private static final Evaluator EVALUATOR = Evaluator.builder().laterEditions(false).build();

  private static EnvironmentSnapshot read(String fixture) {
    Imported read =
        Importer.standard()
            .read(InputFiles.of("fixtures/" + fixture, InputStream.nullInputStream()).inputs());
    assertThat(read.problems()).isEmpty();
    assertThat(read.snapshots()).hasSize(1);
    return read.snapshots().get(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"virtual-wan-hub", "terraform-virtual-wan", "azure-export"})
  void an_import_has_the_outcomes_of_its_input(String fixture) {
    EnvironmentSnapshot imported = read(fixture);
    String text = new SnapshotWriter().write(imported);
    EnvironmentSnapshot natively =
        new SnapshotReader().read(JsonDocument.parse("native.json", text.getBytes(UTF_8)));

    assertThat(EVALUATOR.evaluate(natively).outcomes())
        .isEqualTo(EVALUATOR.evaluate(imported).outcomes());
    assertThat(new SnapshotWriter().write(natively)).isEqualTo(text);
  }

  @Test
  void a_template_with_a_hub_and_admin_rules_is_decided_as_by_hand() {
    Evaluation evaluation = EVALUATOR.evaluate(read("virtual-wan-hub"));

    assertThat(with(Outcome.VIOLATED, evaluation)).containsExactly("control-plane.return-route");
    assertThat(with(Outcome.UNDETERMINED, evaluation)).contains("ports.sql");
    assertThat(with(Outcome.SATISFIED, evaluation))
        .contains(
            "ports.management-endpoint",
            "ports.storage",
            "ports.key-vault",
            "ports.event-hub",
            "ports.azure-monitor",
            "ports.entra-id",
            "entra.endpoints",
            "ports.load-balancer",
            "dns.port-53");
  }

  @Test
  void a_plan_with_a_hub_and_deployed_admin_rules_is_decided_as_by_hand() {
    Evaluation evaluation = EVALUATOR.evaluate(read("terraform-virtual-wan"));

    assertThat(with(Outcome.VIOLATED, evaluation))
        .containsExactly("dns.port-53", "ports.management-endpoint");
    assertThat(with(Outcome.SATISFIED, evaluation))
        .contains(
            "control-plane.return-route",
            "ports.storage",
            "ports.sql",
            "ports.key-vault",
            "ports.event-hub",
            "ports.azure-monitor",
            "ports.load-balancer",
            "network.region");
  }

  private static List<String> with(Outcome outcome, Evaluation evaluation) {
    return evaluation.outcomes().stream()
        .filter(entry -> entry.outcome() == outcome)
        .map(OutcomeEntry::requirement)
        .toList();
  }
}
