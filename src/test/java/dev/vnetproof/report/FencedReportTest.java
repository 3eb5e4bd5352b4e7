package dev.vnetproof.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vnetproof.evaluation.Evaluation;
import dev.vnetproof.evaluation.OutcomeEntry;
import dev.vnetproof.model.Fault;
import dev.vnetproof.model.SnapshotException.Problem;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A fault of ours in what is written about one environment leaves the others their part. */
class FencedReportTest {
  private static final Report BOTH =
      report(Reports.fine("a", "a.json"), faulty(), Reports.fine("c", "c.json"));
  private static final Report OTHERS =
      report(Reports.fine("a", "a.json"), Reports.fine("c", "c.json"));

  /** Nothing that reads inputs makes such an entry: it stands for whatever we did not think of. */
  @SuppressWarnings("NullAway")
  private static Evaluation faulty() {
    return new Evaluation(
        Reports.fine("b", "b.json").snapshot(),
        List.of(new OutcomeEntry("ports.sql", null, null)),
        List.of());
  }

  private static Report report(Evaluation... evaluations) {
    Report full = Reports.full();
    return new Report(
        full.tool(),
        full.edition(),
        full.serviceTags(),
        List.of(evaluations),
        List.of(),
        full.sources());
  }

  private static void isTold(List<Fault> faults) {
    assertThat(faults).extracting(Fault::source).containsExactly("b.json");
  }

  @Test
  void as_text() throws IOException {
    StringWriter out = new StringWriter();
    isTold(new TextReportWriter(80, false, false).write(BOTH, out));

    StringWriter others = new StringWriter();
    assertThat(new TextReportWriter(80, false, false).write(OTHERS, others)).isEmpty();
    assertThat(out).hasToString(others.toString());
  }

  @Test
  void as_json_among_the_errors() throws IOException {
    StringWriter out = new StringWriter();
    isTold(JsonReportWriter.write(BOTH, out));

    Problem error = new Fault("b.json", new IllegalStateException()).problem();
    String expected =
        JsonReportWriter.text(
            new Report(
                OTHERS.tool(),
                OTHERS.edition(),
                OTHERS.serviceTags(),
                OTHERS.evaluations(),
                List.of(error),
                OTHERS.sources()));
    assertThat(out).hasToString(expected);
  }

  @Test
  void as_lines() throws IOException {
    StringWriter out = new StringWriter();
    isTold(JsonReportWriter.writeLines(BOTH, out));

    List<JsonNode> lines = out.toString().lines().map(FencedReportTest::tree).toList();
    assertThat(lines).extracting(line -> line.get("name").asText()).containsExactly("a", "c");
  }

  @Test
  void alone() throws IOException {
    StringWriter text = new StringWriter();
    isTold(new TextReportWriter(80, false, false).write(report(faulty()), text));
    StringWriter json = new StringWriter();
    isTold(JsonReportWriter.write(report(faulty()), json));

    assertThat(text.toString()).isEmpty();
    assertThat(tree(json.toString()).get("snapshots")).isEmpty();
    assertThat(tree(json.toString()).get("errors")).hasSize(1);
  }

  private static JsonNode tree(String json) {
    try {
      return new ObjectMapper().readTree(json);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
