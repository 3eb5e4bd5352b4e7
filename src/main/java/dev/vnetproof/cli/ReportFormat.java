package dev.vnetproof.cli;

import dev.vnetproof.model.Fault;
import dev.vnetproof.report.JsonReportWriter;
import dev.vnetproof.report.Report;
import dev.vnetproof.report.ReportStream;
import dev.vnetproof.report.TextReportWriter;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;

/** The formats of {@code check}. */
enum ReportFormat {
  TEXT,
  JSON,
  NDJSON;

  /** Returns faults of ours, each of which leaves the other environments their part. */
  List<Fault> write(Report report, TextReportWriter text, Writer out) throws IOException {
    return switch (this) {
      case TEXT -> text.write(report, out);
      case JSON -> JsonReportWriter.write(report, out);
      case NDJSON -> JsonReportWriter.writeLines(report, out);
    };
  }

  /** The same for environments that come one by one. */
  ReportStream stream(TextReportWriter text) {
    return switch (this) {
      case TEXT -> ReportStream.text(text);
      case JSON -> ReportStream.json();
      case NDJSON -> ReportStream.lines();
    };
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
