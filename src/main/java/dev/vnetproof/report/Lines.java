package dev.vnetproof.report;

import java.util.ArrayList;
import java.util.List;

/** Breaks text into lines between words. */
public final class Lines {
  private Lines() {}

  /** At least one line; a word longer than {@code width} stands on a line of its own. */
  public static List<String> wrap(String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (line.length() > 0 && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.length() > 0 ? " " : "").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
