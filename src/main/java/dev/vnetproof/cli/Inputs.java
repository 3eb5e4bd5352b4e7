package dev.vnetproof.cli;

import dev.vnetproof.importer.Imported;
import dev.vnetproof.importer.Importer;
import dev.vnetproof.importer.InputFiles;
import dev.vnetproof.importer.InputFiles.Found;
import dev.vnetproof.importer.InputFiles.PassedOver;
import dev.vnetproof.importer.SnapshotStream;
import dev.vnetproof.importer.StreamStart;
import dev.vnetproof.model.SnapshotException.Problem;
import java.io.InputStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the paths of a command line hold. Files that are named together belong together.
 *
 * @param passedOver files of folders that nobody read
 */
record Inputs(Imported read, List<PassedOver> passedOver) {
  private static final int MOST_NAMES = 5;
  private static final int MOST_SERVICES = 100;

  /**
   * What was found, and not yet read.
   *
   * @param stream what is read one by one instead of all at once, where that is possible
   */
  record Opened(
      List<String> paths, Importer importer, List<Found> found, Optional<SnapshotStream> stream) {

    /** Reads all of it. */
    Inputs read() {
      return of(importer.read(InputFiles.inputs(found)).after(found).orNothing(paths));
    }

    /** With what there is besides a stream that was read to its end. */
    Inputs of(Imported read) {
      return new Inputs(read, found.stream().flatMap(each -> each.passedOver().stream()).toList());
    }

    /** What the command reads, as far as it is known before it is read. */
    List<Path> files(InputOptions options) {
      Set<String> names = new LinkedHashSet<>(paths);
      InputFiles.inputs(found).forEach(input -> names.add(input.name()));
      return Inputs.files(names, options);
    }
  }

  static Inputs read(List<String> paths, InputOptions options, InputStream standardInput) {
    return open(paths, options, standardInput, false).read();
  }

  /**
   * @param mayStream whether native snapshots may come one by one
   */
  static Opened open(
      List<String> paths, InputOptions options, InputStream standardInput, boolean mayStream) {
    List<Problem> ofOptions = new ArrayList<>();
    Importer importer = options.importer(ofOptions);
    List<Found> found = new ArrayList<>();
    found.add(new Found(List.of(), ofOptions, List.of()));
    InputStream in = standardInput;
    if (mayStream && Set.copyOf(paths).equals(Set.of("-"))) {
      StreamStart start = StreamStart.of(standardInput);
      Optional<SnapshotStream> stream = SnapshotStream.of(importer, "-", start);
      if (stream.isPresent()) {
        return new Opened(paths, importer, found, stream);
      }
      in = start.all();
    }
    for (String path : new LinkedHashSet<>(paths)) {
      found.add(InputFiles.of(path, in));
    }
    return new Opened(
        paths,
        importer,
        found,
        mayStream ? SnapshotStream.of(importer, InputFiles.inputs(found)) : Optional.empty());
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
    return files(names, options);
  }

  private static List<Path> files(Set<String> names, InputOptions options) {
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
