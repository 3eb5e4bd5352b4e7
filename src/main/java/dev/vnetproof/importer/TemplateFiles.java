package dev.vnetproof.importer;

import dev.vnetproof.importer.template.LinkedFiles;
import dev.vnetproof.model.SnapshotException;
import dev.vnetproof.source.JsonDocument;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Templates and parameter files by name: those among the inputs, and those beside a named one. */
final class TemplateFiles {
  private final Map<String, JsonDocument> inputs = new HashMap<>();
  private final Map<String, Optional<JsonDocument>> others = new HashMap<>();
  private final Beside beside;
  private final Consumer<JsonDocument> found;
  private final Problems problems;

  /** Reads a file that is no input. */
  interface Beside {
    Optional<JsonDocument> read(Input named, String name);
  }

  /**
   * @param found takes files that are no inputs
   * @param problems takes what is wrong with them
   */
  TemplateFiles(Beside beside, Consumer<JsonDocument> found, Problems problems) {
    this.beside = beside;
    this.found = found;
    this.problems = problems;
  }

  void add(JsonDocument document) {
    inputs.putIfAbsent(plain(document.source()), document);
  }

  /** What {@code template} can link to. */
  LinkedFiles of(Input template) {
    return path -> {
      String name = plain(path);
      JsonDocument input = inputs.get(name);
      if (input != null) {
        return Optional.of(input);
      }
      return template.named()
          ? others.computeIfAbsent(name, n -> read(template, n))
          : Optional.empty();
    };
  }

  private Optional<JsonDocument> read(Input template, String name) {
    try {
      Optional<JsonDocument> file = beside.read(template, name);
      file.ifPresent(found);
      return file;
    } catch (SnapshotException e) {
      problems.addAll(e.problems());
      return Optional.empty();
    }
  }

  /** Without {@code .}, {@code ..} and empty parts. */
  private static String plain(String name) {
    List<String> parts = new ArrayList<>();
    for (String part : name.split("/", -1)) {
      int last = parts.size() - 1;
      if (part.equals("..") && last >= 0 && !parts.get(last).equals("..")) {
        parts.remove(last);
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.add(part);
      }
    }
    return (name.startsWith("/") ? "/" : "") + String.join("/", parts);
  }
}
