package dev.vnetproof.report;

import dev.vnetproof.evaluation.Evaluation;
import dev.vnetproof.evaluation.LiveComparison;
import dev.vnetproof.evaluation.OutcomeEntry;
import dev.vnetproof.evaluation.ReportedFinding;
import dev.vnetproof.importer.Places;
import dev.vnetproof.model.Fault;
import dev.vnetproof.model.NotJudged;
import dev.vnetproof.rule.Block;
import dev.vnetproof.rule.Finding;
import dev.vnetproof.wording.MissingWords;
import java.io.IOException;
import java.io.Writer;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Writes reports for people: a headline for each location, below it what several requirements wait
 * for, and the findings, worst first; then what was not judged and what was assumed.
 *
 * @param width of a line in characters
 * @param colour whether to write the colour marks of a terminal
 * @param violationsOnly leaves out everything but violations, and locations that have none
 */
public record TextReportWriter(int width, boolean colour, boolean violationsOnly) {
  /** Obstacles shown of one finding. */
  private static final int MOST_BLOCKS = 6;

  private static final int LABEL = 10;
  private static final int REMARK_LABEL = 12;

  /** Rules that may stop what waits. */
  private static final int MOST_SUSPECTS = 3;

  /**
   * Writes a report; errors are not part of it.
   *
   * @return faults of ours; of the environments they are about nothing is written
   */
  public List<Fault> write(Report report, Writer out) throws IOException {
    PlacesAhead ahead = new PlacesAhead(report);
    Fence fence = new Fence();
    Totals totals = new Totals();
    for (Evaluation evaluation : report.evaluations()) {
      add(part(report, evaluation, ahead, fence), totals, out);
    }
    end(report, totals, out);
    return fence.faults();
  }

  /**
   * What there is to write about one environment, before it is known what stands above it.
   *
   * @param isWritten false if there is a fault in it
   */
  record Part(String text, Told told, Summary summary, boolean isWritten) {
    /** Of a report that is no text. */
    static final Part NONE = new Part("", Told.NONE, Summary.NONE, false);
  }

  /** What was written so far. */
  static final class Totals {
    private Summary summary = Summary.NONE;
    private Told told = Told.NONE;
    private int environments;
  }

  Part part(Report report, Evaluation evaluation, PlacesAhead ahead, Fence fence)
      throws IOException {
    int faults = fence.faults().size();
    String text = fence.write(evaluation, part -> part(evaluation, ahead, part));
    return fence.faults().size() == faults
        ? new Part(text, Told.of(report, evaluation), Summary.of(evaluation), true)
        : Part.NONE;
  }

  void add(Part part, Totals totals, Writer out) throws IOException {
    out.write(part.text());
    if (!part.isWritten()) {
      return;
    }
    Told here = part.told();
    Told told = totals.told;
    if (!violationsOnly) {
      remarks(
          here.notJudged().equals(told.notJudged()) ? List.of() : here.notJudged(),
          here.assumed().equals(told.assumed()) ? List.of() : here.assumed(),
          out);
    }
    totals.told = here;
    totals.summary = totals.summary.and(part.summary());
    totals.environments++;
  }

  void end(Report report, Totals totals, Writer out) throws IOException {
    if (!violationsOnly && totals.environments > 0) {
      footer(report, totals.environments, totals.summary, out);
    }
  }

  /** What stands below an environment; the same for the next one, too, is told once. */
  record Told(List<NotJudged> notJudged, List<String> assumed) {
    private static final Told NONE = new Told(List.of(), List.of());

    static Told of(Report report, Evaluation evaluation) {
      return new Told(report.notJudged(evaluation), BesideVerdicts.assumed(evaluation));
    }
  }

  private void part(Evaluation evaluation, PlacesAhead ahead, Writer out) throws IOException {
    TreeSet<String> locations = new TreeSet<>();
    evaluation.outcomes().forEach(outcome -> locations.add(outcome.location()));
    Map<String, Places.Found> places = ahead.of(evaluation);
    for (String location : locations) {
      location(evaluation, location, places, out);
    }
  }

  private void location(
      Evaluation evaluation, String location, Map<String, Places.Found> places, Writer out)
      throws IOException {
    List<OutcomeEntry> outcomes =
        evaluation.outcomes().stream().filter(o -> o.location().equals(location)).toList();
    List<ReportedFinding> all =
        evaluation.findings().stream().filter(f -> f.location().equals(location)).toList();
    List<ReportedFinding> findings =
        all.stream()
            .filter(f -> !violationsOnly || f.finding().kind() == Finding.Kind.VIOLATION)
            .sorted(Comparator.comparing(f -> f.finding().kind()))
            .toList();
    List<LiveComparison> live =
        evaluation.live().stream()
            .filter(l -> !violationsOnly && l.disagrees() && l.location().equals(location))
            .toList();
    if (violationsOnly && findings.isEmpty()) {
      return;
    }
    headline(evaluation, location, Summary.of(outcomes, all), out);
    Set<ReportedFinding> grouped = new HashSet<>();
    for (Waiting waiting : Waiting.of(findings)) {
      out.write('\n');
      waiting(waiting, out);
      grouped.addAll(waiting.findings());
    }
    for (ReportedFinding finding : findings) {
      if (!grouped.contains(finding)) {
        out.write('\n');
        finding(finding, places, out);
      }
    }
    for (LiveComparison comparison : live) {
      out.write("\n  " + Style.OPEN.paint("LIVE", colour) + " ");
      out.write(Style.STRONG.paint(PlainText.of(comparison.requirement()), colour));
      out.write(" disagrees with the running service\n");
      paragraph("", comparison.message(), out);
    }
    out.write('\n');
  }

  private void headline(Evaluation evaluation, String location, Summary summary, Writer out)
      throws IOException {
    String source = evaluation.snapshot().source();
    out.write(Style.STRONG.paint(PlainText.of(evaluation.snapshot().name()), colour));
    out.write("  " + Style.STRONG.paint(PlainText.of(location), colour) + "  ");
    if (summary.hasFindings()) {
      out.write(worst(summary).paint(summary.toString(), colour));
    } else {
      out.write(Style.GOOD.paint("meets every requirement that applies: " + summary, colour));
    }
    out.write("  " + Style.FAINT.paint("(" + PlainText.of(source) + ")", colour) + "\n");
  }

  /** One thing that is not known, told once, with all that waits for it. */
  private void waiting(Waiting waiting, Writer out) throws IOException {
    out.write("  " + Style.OPEN.paint("UNDETERMINED", colour) + " ");
    out.write(
        Style.STRONG.paint(waiting.findings().size() + " requirements", colour)
            + " wait for one thing\n");
    paragraph("not known", waiting.what(), out);
    paragraph("step", waiting.step(), out);
    paragraph(
        "waiting",
        String.join(", ", waiting.findings().stream().map(f -> f.finding().requirement()).toList()),
        out);
    List<String> suspects =
        waiting.findings().stream()
            .flatMap(f -> f.finding().blocks().stream().limit(1))
            .map(block -> block.decidedBy().toString())
            .distinct()
            .toList();
    if (!suspects.isEmpty()) {
      paragraph(
          "may stop",
          String.join("; ", suspects.subList(0, Math.min(suspects.size(), MOST_SUSPECTS)))
              + (suspects.size() > MOST_SUSPECTS
                  ? "; " + (suspects.size() - MOST_SUSPECTS) + " more"
                  : ""),
          out);
    }
  }

  private void remarks(List<NotJudged> notJudged, List<String> assumed, Writer out)
      throws IOException {
    List<String> first = BesideVerdicts.notJudged(notJudged);
    for (String text : first) {
      remark("not judged", text, out);
    }
    for (String text : assumed) {
      remark("assumed", text, out);
    }
    if (!first.isEmpty() || !assumed.isEmpty()) {
      out.write('\n');
    }
  }

  private void remark(String label, String text, Writer out) throws IOException {
    paragraph(2, REMARK_LABEL, label, text, out);
  }

  private static Style worst(Summary summary) {
    if (summary.violations() > 0) {
      return Style.BAD;
    }
    return summary.undetermined() > 0 ? Style.OPEN : Style.ADVICE;
  }

  private void finding(ReportedFinding reported, Map<String, Places.Found> places, Writer out)
      throws IOException {
    Finding finding = reported.finding();
    String title = reported.requirement().title();
    out.write("  " + style(finding.kind()).paint(finding.kind().name(), colour) + " ");
    out.write(Style.STRONG.paint(PlainText.of(finding.requirement()), colour));
    out.write(" (" + reported.severity().name().toLowerCase(Locale.ROOT) + ")");
    if (!title.equals(finding.requirement()) && !title.isEmpty()) {
      out.write(" " + PlainText.of(title));
    }
    out.write('\n');
    paragraph("", finding.message(), out);
    List<Block> blocks = finding.blocks();
    int shown = Math.min(blocks.size(), MOST_BLOCKS);
    for (int i = 0; i < shown; i++) {
      Block block = blocks.get(i);
      Places.@Nullable Found place = places.get(block.decidedBy().pointer());
      String at = place == null ? "" : " (" + place.source() + ":" + place.line() + ")";
      block(block, at, i == 0, finding.kind() == Finding.Kind.UNDETERMINED, out);
    }
    if (blocks.size() > shown) {
      paragraph("also", blocks.size() - shown + " more; --format json has all of them", out);
    }
    if (finding.missing().isPresent()) {
      paragraph("missing", MissingWords.noun(finding.missing().get()), out);
    }
    if (finding.fix().isPresent()) {
      paragraph("fix", finding.fix().get(), out);
    }
    if (!reported.requirement().source().isEmpty()) {
      paragraph("source", reported.requirement().source(), out);
    }
  }

  private void block(Block block, String at, boolean first, boolean maybe, Writer out)
      throws IOException {
    if (block.witness().isPresent()) {
      paragraph(first ? "witness" : "also", block.witness().get().toString(), out);
    }
    paragraph(
        block.witness().isEmpty() && !first ? "also" : maybe ? "may stop" : "decided",
        block.decidedBy() + at,
        out);
  }

  private void paragraph(String label, String text, Writer out) throws IOException {
    paragraph(4, LABEL, label, text, out);
  }

  private void paragraph(int margin, int labelWidth, String label, String text, Writer out)
      throws IOException {
    int indent = margin + (label.isEmpty() ? 0 : labelWidth);
    String blanks = " ".repeat(indent);
    boolean first = true;
    for (String line : Lines.wrap(PlainText.of(text), Math.max(20, width - indent))) {
      if (first && !label.isEmpty()) {
        out.write(" ".repeat(margin) + Style.FAINT.paint(label, colour));
        out.write(" ".repeat(labelWidth - label.length()));
      } else {
        out.write(blanks);
      }
      out.write(line + "\n");
      first = false;
    }
  }

  private void footer(Report report, int snapshots, Summary total, Writer out) throws IOException {
    StringBuilder line = new StringBuilder();
    line.append(snapshots).append(snapshots == 1 ? " environment" : " environments");
    line.append(", edition ").append(report.edition());
    if (report.serviceTags().isEmpty()) {
      line.append(", service tags by name");
    }
    report
        .serviceTags()
        .forEach(
            tags ->
                line.append(", service tags of ")
                    .append(tags.cloud().azureName())
                    .append(" no. ")
                    .append(tags.changeNumber()));
    for (String part : Lines.wrap(PlainText.of(line + ": " + total), width)) {
      out.write(part + "\n");
    }
  }

  private static Style style(Finding.Kind kind) {
    return switch (kind) {
      case VIOLATION -> Style.BAD;
      case UNDETERMINED -> Style.OPEN;
      case RECOMMENDATION -> Style.ADVICE;
    };
  }
}
