package dev.vnetproof.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import dev.vnetproof.evaluation.Evaluation;
import dev.vnetproof.evaluation.LiveComparison;
import dev.vnetproof.evaluation.OutcomeEntry;
import dev.vnetproof.evaluation.ReportedFinding;
import dev.vnetproof.model.Assumption;
import dev.vnetproof.model.Fault;
import dev.vnetproof.model.LiveConnection;
import dev.vnetproof.model.NotJudged;
import dev.vnetproof.model.SnapshotException.Problem;
import dev.vnetproof.proof.tag.ServiceTags;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes reports as JSON, version 1, whose schema is {@link ReportSchema}. Same report, same
 * characters; nothing is flushed or closed.
 */
public final class JsonReportWriter {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .disable(StreamWriteFeature.FLUSH_PASSED_TO_STREAM)
          .build();

  private final JsonGenerator json;
  private final ReportLayout layout;
  private final Report report;
  private final PlacesAhead places;
  private final Fence fence;

  private JsonReportWriter(
      JsonGenerator json, ReportLayout layout, Report report, PlacesAhead places, Fence fence) {
    this.json = json;
    this.layout = layout;
    this.report = report;
    this.places = places;
    this.fence = fence;
  }

  /**
   * The whole report, laid out over lines, with a line break at the end.
   *
   * @return faults of ours; of the environments they are about nothing but an error is written
   */
  public static List<Fault> write(Report report, Writer out) throws IOException {
    ReportLayout layout = new ReportLayout(0);
    Fence fence = new Fence();
    try (JsonGenerator json = FACTORY.createGenerator(out)) {
      json.setPrettyPrinter(layout);
      JsonReportWriter writer =
          new JsonReportWriter(json, layout, report, new PlacesAhead(report), fence);
      writer.report(writer::parts);
    }
    out.write('\n');
    return fence.faults();
  }

  /** One environment as it stands in {@link #write}: for {@link #write(Report, Parts, Writer)}. */
  static String part(Report report, Evaluation evaluation, Fence fence) throws IOException {
    StringWriter unused = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(unused)) {
      ReportLayout layout = new ReportLayout(0);
      JsonReportWriter writer =
          new JsonReportWriter(json, layout, report, new PlacesAhead(report), fence);
      return fence.write(evaluation, out -> writer.laidOut(evaluation, out));
    }
  }

  /** Environments that were written before, one by one. */
  @FunctionalInterface
  interface Parts {
    void forEach(PartTaker taker) throws IOException;
  }

  /** Takes what is not empty. */
  @FunctionalInterface
  interface PartTaker {
    void take(String part) throws IOException;
  }

  /** The same as {@link #write(Report, Writer)}, with these environments and no others. */
  static void write(Report report, Parts parts, Writer out) throws IOException {
    ReportLayout layout = new ReportLayout(0);
    try (JsonGenerator json = FACTORY.createGenerator(out)) {
      json.setPrettyPrinter(layout);
      new JsonReportWriter(json, layout, report, new PlacesAhead(report), new Fence())
          .report(parts);
    }
    out.write('\n');
  }

  /** {@link #write} into a text. */
  public static String text(Report report) {
    StringWriter out = new StringWriter();
    try {
      write(report, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString();
  }

  /**
   * The elements of {@code snapshots} alone, each on a line of its own (NDJSON).
   *
   * @return faults of ours; of the environments they are about nothing is written
   */
  public static List<Fault> writeLines(Report report, Writer out) throws IOException {
    PlacesAhead places = new PlacesAhead(report);
    Fence fence = new Fence();
    for (Evaluation evaluation : report.evaluations()) {
      out.write(
          fence.write(
              evaluation,
              line -> {
                try (JsonGenerator json = FACTORY.createGenerator(line)) {
                  new JsonReportWriter(json, new ReportLayout(0), report, places, fence)
                      .snapshot(evaluation);
                }
                line.write('\n');
              }));
    }
    return fence.faults();
  }

  /** Laid out for its place in the list of them. */
  private void laidOut(Evaluation evaluation, Writer out) throws IOException {
    ReportLayout within = new ReportLayout(2);
    try (JsonGenerator part = FACTORY.createGenerator(out)) {
      part.setPrettyPrinter(within);
      new JsonReportWriter(part, within, report, places, fence).snapshot(evaluation);
    }
  }

  private void parts(PartTaker taker) throws IOException {
    for (Evaluation evaluation : report.evaluations()) {
      String part = fence.write(evaluation, out -> laidOut(evaluation, out));
      if (!part.isEmpty()) {
        taker.take(part);
      }
    }
  }

  private void report(Parts parts) throws IOException {
    json.writeStartObject();
    json.writeStringField("report", "1");
    json.writeFieldName("tool");
    smallObject();
    json.writeStringField("name", report.tool().name());
    json.writeStringField("version", report.tool().version());
    json.writeEndObject();
    json.writeStringField("edition", report.edition());
    json.writeArrayFieldStart("serviceTags");
    for (ServiceTags.Edition tags : report.serviceTags()) {
      smallObject();
      json.writeStringField("cloud", tags.cloud().azureName());
      json.writeNumberField("changeNumber", tags.changeNumber());
      json.writeEndObject();
    }
    json.writeEndArray();
    new SourcesJson(json, layout).write(report.sources());
    json.writeArrayFieldStart("snapshots");
    parts.forEach(json::writeRawValue);
    json.writeEndArray();
    json.writeArrayFieldStart("errors");
    for (Problem problem : report.errors(fence.faults())) {
      error(problem);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void snapshot(Evaluation evaluation) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", evaluation.snapshot().name());
    json.writeStringField("source", evaluation.snapshot().source());
    json.writeFieldName("summary");
    summary(Summary.of(evaluation));
    json.writeArrayFieldStart("outcomes");
    for (OutcomeEntry entry : evaluation.outcomes()) {
      smallObject();
      json.writeStringField("requirement", entry.requirement());
      json.writeStringField("location", entry.location());
      json.writeStringField("outcome", entry.outcome().name());
      if (entry.reason().isPresent()) {
        json.writeStringField("reason", entry.reason().get());
      }
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("findings");
    FindingJson findings = new FindingJson(json, layout, report.edition(), places.of(evaluation));
    for (ReportedFinding finding : evaluation.findings()) {
      findings.write(finding);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("notJudged");
    for (NotJudged one : report.notJudged(evaluation)) {
      notJudged(one);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("assumptions");
    for (Assumption assumption : evaluation.snapshot().assumptions()) {
      json.writeStartObject();
      json.writeStringField("subject", assumption.subject());
      json.writeStringField("value", assumption.value());
      json.writeStringField("why", assumption.why());
      json.writeEndObject();
    }
    json.writeEndArray();
    if (!evaluation.snapshot().live().isEmpty()) {
      live(evaluation.live());
    }
    json.writeEndObject();
  }

  private void notJudged(NotJudged notJudged) throws IOException {
    List<String> names = new ArrayList<>(notJudged.names());
    if (notJudged.more() > 0) {
      names.add((names.isEmpty() ? "" : "... and ") + notJudged.more() + " more");
    }
    for (String name : names) {
      smallObject();
      json.writeStringField("type", notJudged.type());
      json.writeStringField("name", name);
      json.writeStringField("why", notJudged.why());
      json.writeEndObject();
    }
  }

  /** What the running service said, where it was asked. */
  private void live(List<LiveComparison> comparisons) throws IOException {
    json.writeArrayFieldStart("live");
    for (LiveComparison comparison : comparisons) {
      LiveConnection connection = comparison.connection();
      json.writeStartObject();
      json.writeStringField("requirement", comparison.requirement());
      json.writeStringField("location", comparison.location());
      json.writeStringField("outcome", comparison.outcome().name());
      json.writeStringField("host", connection.host());
      json.writeStringField("kind", connection.kind());
      json.writeStringField("status", connection.status());
      json.writeBooleanField("disagrees", comparison.disagrees());
      json.writeStringField("message", comparison.message());
      json.writeStringField("source", connection.source());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void summary(Summary summary) throws IOException {
    smallObject();
    json.writeNumberField("violations", summary.violations());
    json.writeNumberField("recommendations", summary.recommendations());
    json.writeNumberField("undetermined", summary.undetermined());
    json.writeNumberField("satisfied", summary.satisfied());
    json.writeNumberField("notApplicable", summary.notApplicable());
    json.writeEndObject();
  }

  private void error(Problem problem) throws IOException {
    json.writeStartObject();
    json.writeStringField("source", problem.source());
    number("line", problem.line());
    number("column", problem.column());
    json.writeStringField("pointer", problem.pointer());
    json.writeStringField("message", problem.message());
    json.writeEndObject();
  }

  /** Null where the place is not known. */
  private void number(String field, int place) throws IOException {
    json.writeFieldName(field);
    if (place > 0) {
      json.writeNumber(place);
    } else {
      json.writeNull();
    }
  }

  private void smallObject() throws IOException {
    layout.nextOnOneLine();
    json.writeStartObject();
  }
}
