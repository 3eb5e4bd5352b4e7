package dev.vnetproof.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.vnetproof.evaluation.Evaluation;
import dev.vnetproof.model.Fault;
import dev.vnetproof.source.Spool;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.util.List;

/**
 * A report whose environments come one by one and are not kept. The same characters as of a {@link
 * Report} that has them all, in the order in which they come.
 */
public sealed interface ReportStream {

  /**
   * What is written about one environment.
   *
   * @param faults of ours; nothing is written then
   */
  record Part(String text, TextReportWriter.Part layout, List<Fault> faults) {}

  /**
   * Renders an environment; by any thread.
   *
   * @param report of this environment alone
   */
  Part part(Report report, Evaluation evaluation) throws IOException;

  /** Takes the environment that comes next. */
  void add(Part part, Writer out) throws IOException;

  /**
   * Writes what stands at the end, or could not be written before it was known.
   *
   * @param rest has the errors and the sources, and no environments
   */
  void end(Report rest, Writer out) throws IOException;

  /** One environment a line. */
  static ReportStream lines() {
    return new Lines();
  }

  /** One JSON document. Its head tells of all inputs: until the end, environments are on disk. */
  static ReportStream json() {
    return new Json();
  }

  /** For people. */
  static ReportStream text(TextReportWriter writer) {
    return new Text(writer, new TextReportWriter.Totals());
  }

  /** NDJSON. */
  record Lines() implements ReportStream {
    @Override
    public Part part(Report report, Evaluation evaluation) throws IOException {
      StringWriter line = new StringWriter();
      List<Fault> faults = JsonReportWriter.writeLines(report, line);
      return new Part(line.toString(), TextReportWriter.Part.NONE, faults);
    }

    @Override
    public void add(Part part, Writer out) throws IOException {
      out.write(part.text());
    }

    @Override
    public void end(Report rest, Writer out) {}
  }

  /** The whole report. */
  final class Json implements ReportStream {
    private final Spool spool = new Spool();
    private final DataOutputStream parts = new DataOutputStream(spool);
    private int count;

    private Json() {}

    @Override
    public Part part(Report report, Evaluation evaluation) throws IOException {
      Fence fence = new Fence();
      String text = JsonReportWriter.part(report, evaluation, fence);
      return new Part(text, TextReportWriter.Part.NONE, fence.faults());
    }

    @Override
    public void add(Part part, Writer out) throws IOException {
      if (!part.text().isEmpty()) {
        byte[] bytes = part.text().getBytes(UTF_8);
        parts.writeInt(bytes.length);
        parts.write(bytes);
        count++;
      }
    }

    @Override
    public void end(Report rest, Writer out) throws IOException {
      parts.flush();
      JsonReportWriter.write(rest, this::forEach, out);
    }

    private void forEach(JsonReportWriter.PartTaker taker) throws IOException {
      try (DataInputStream in =
          new DataInputStream(new BufferedInputStream(spool.bytes().open()))) {
        for (int i = 0; i < count; i++) {
          taker.take(new String(in.readNBytes(in.readInt()), UTF_8));
        }
      }
    }
  }

  /** Text. */
  record Text(TextReportWriter writer, TextReportWriter.Totals totals) implements ReportStream {
    @Override
    public Part part(Report report, Evaluation evaluation) throws IOException {
      Fence fence = new Fence();
      TextReportWriter.Part part = writer.part(report, evaluation, new PlacesAhead(report), fence);
      return new Part("", part, fence.faults());
    }

    @Override
    public void add(Part part, Writer out) throws IOException {
      writer.add(part.layout(), totals, out);
    }

    @Override
    public void end(Report rest, Writer out) throws IOException {
      writer.end(rest, totals, out);
    }
  }
}
