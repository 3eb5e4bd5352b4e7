package dev.vnetproof.cli;

import dev.vnetproof.importer.Imported;
import dev.vnetproof.importer.Importer;
import dev.vnetproof.importer.InputFiles;
import dev.vnetproof.importer.InputFiles.PassedOver;
import dev.vnetproof.model.SnapshotException.Problem;
import java.io.InputStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the paths of a command line hold. Files that are named together belong together.
 *
 * @param passedOver files of folders that nobody read
 */
record Inputs(Imported read, List<PassedOver> passedOver) {
  private static final int MOST_NAMES = 5;
  private static final int MOST_SERVICES = 100;

  static Inputs read(List<String> paths, InputOptions options, InputStream standardInput) {
    List<Problem> ofOptions = new ArrayList<>();
    Importer importer = options.importer(ofOptions);
    List<InputFiles.Found> found = new ArrayList<>();
    found.add(new InputFiles.Found(List.of(), ofOptions, List.of()));
    for (String path : new LinkedHashSet<>(paths)) {
      found.add(InputFiles.of(path, standardInput));
    }
    Imported read = importer.read(InputFiles.inputs(found)).after(found).orNothing(paths);
    return new Inputs(read, found.stream().flatMap(each -> each.passedOver().stream()).toList());
  }

  /**
   * Says on standard error what went unread: the problems, and what a folder held besides; and to
   * what nothing applies.
   */
  void tell(Terminal terminal, boolean quiet) {
    read.problems().forEach(problem -> terminal.error(problem.toString()));
    read.faults().forEach(fault -> terminal.fault(fault.source(), fault.cause()));
    if (!quiet) {
      tellOutside(terminal);
      tellPassedOver(terminal);
    }
    List<String> ignored = read.sources().ignored();
    if (!quiet && !ignored.isEmpty()) {
      int count = ignored.size();
      terminal.error(
          "note: "
              + (count == 1 ? "one JSON file was" : count + " JSON files were")
              + " passed over, being nothing that is evaluated: "
              + some(ignored));
    }
  }

  /** What the command reads, and so must not write: whatever was named or found, read or not. */
  List<Path> files(List<String> paths, InputOptions options) {
    Set<String> names = new LinkedHashSet<>(paths);
    read.sources().read().forEach(document -> names.add(document.source()));
    names.addAll(read.sources().ignored());
    read.problems().forEach(problem -> names.add(problem.source()));
    read.outside().forEach(service -> names.add(service.source()));
    read.faults().forEach(fault -> names.add(fault.source()));
    List<Path> files = new ArrayList<>();
    options.parametersFile().ifPresent(files::add);
    for (String name : names) {
      try {
        files.add(Path.of(name));
      } catch (InvalidPathException e) {
        continue; // Nothing that an option could name either.
      }
    }
    return files;
  }

  private void tellOutside(Terminal terminal) {
    int told = Math.min(read.outside().size(), MOST_SERVICES);
    read.outside().subList(0, told).forEach(service -> terminal.error("note: " + service));
    if (told < read.outside().size()) {
      terminal.error(
          "note: no requirement applies to "
              + (read.outside().size() - told)
              + " more services; these are the first");
    }
  }

  private void tellPassedOver(Terminal terminal) {
    Map<String, List<String>> byReason = new LinkedHashMap<>();
    for (PassedOver file : passedOver) {
      byReason.computeIfAbsent(file.why(), w -> new ArrayList<>()).add(file.name());
    }
    List<String> groups = new ArrayList<>();
    byReason.forEach((why, names) -> groups.add(some(names) + " (" + why + ")"));
    if (!groups.isEmpty()) {
      terminal.error(
          "note: "
              + (passedOver.size() == 1 ? "one file was" : passedOver.size() + " files were")
              + " passed over: "
              + String.join("; ", groups));
    }
  }

  private static String some(List<String> names) {
    return String.join(", ", names.subList(0, Math.min(names.size(), MOST_NAMES)))
        + (names.size() > MOST_NAMES ? ", ..." : "");
  }
}
