package dev.vnetproof.importer.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vnetproof.space.PortSet;
import java.util.ArrayList;
import java.util.List;

/** Collects the ports that one property or one side of a rule names. */
final class PortTexts {
  private final SnapshotProblems problems;
  private final List<PortSet> sets = new ArrayList<>(2);

  PortTexts(SnapshotProblems problems) {
    this.problems = problems;
  }

  /** Whether the value names something, be it wrong; blank texts name nothing. */
  boolean add(JsonNode value, String pointer) {
    if (value.isTextual()) {
      String text = value.textValue().strip();
      if (!text.isEmpty()) {
        parse(text, pointer);
      }
      return !text.isEmpty();
    }
    if (value.canConvertToExactIntegral()
        && value.canConvertToInt()
        && value.intValue() >= 0
        && value.intValue() <= PortSet.MAX_PORT) {
      sets.add(PortSet.of(value.intValue()));
    } else {
      problems.structural(pointer);
    }
    return true;
  }

  private void parse(String text, String pointer) {
    try {
      sets.add(PortSet.parse(text));
    } catch (IllegalArgumentException e) {
      problems.semantic(pointer, String.valueOf(e.getMessage()));
    }
  }

  PortSet ports() {
    return sets.size() == 1 ? sets.get(0) : PortSet.unionOf(sets);
  }
}
