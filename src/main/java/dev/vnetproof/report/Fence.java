package dev.vnetproof.report;

import dev.vnetproof.evaluation.Evaluation;
import dev.vnetproof.model.Fault;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A fault of ours in the part of a report about one environment leaves the others theirs. */
final class Fence {
  private final List<Fault> faults = new ArrayList<>();

  /** What writes about one environment. */
  @FunctionalInterface
  interface Part {
    void writeTo(Writer out) throws IOException;
  }

  /** The whole part, or nothing where it cannot be written: half of it would be no JSON. */
  String write(Evaluation evaluation, Part part) throws IOException {
    StringWriter whole = new StringWriter();
    try {
      part.writeTo(whole);
      return whole.toString();
    } catch (RuntimeException | StackOverflowError e) {
      faults.add(new Fault(evaluation.snapshot().source(), e));
      return "";
    }
  }

  List<Fault> faults() {
    return Collections.unmodifiableList(faults);
  }
}
