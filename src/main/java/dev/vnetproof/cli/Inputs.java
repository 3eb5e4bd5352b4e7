package dev.vnetproof.cli;

import dev.vnetproof.importer.Imported;
import dev.vnetproof.importer.Importer;
import dev.vnetproof.importer.Input;
import dev.vnetproof.importer.InputFiles;
import dev.vnetproof.model.SnapshotException.Problem;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** Reads the paths of a command line. Files that are named together belong together. */
final class Inputs {
  private Inputs() {}

  static Imported read(List<String> paths, InputOptions options, InputStream standardInput) {
    List<Problem> problems = new ArrayList<>();
    Importer importer = options.importer(problems);
    Map<String, Input> inputs = new LinkedHashMap<>();
    for (String path : new LinkedHashSet<>(paths)) {
      InputFiles.Found found = InputFiles.of(path, standardInput);
      found.inputs().forEach(input -> inputs.putIfAbsent(input.name(), input));
      problems.addAll(found.problems());
    }
    Imported read = importer.read(List.copyOf(inputs.values()));
    problems.addAll(read.problems());
    if (read.snapshots().isEmpty() && problems.isEmpty()) {
      for (String path : paths) {
        problems.add(
            new Problem(
                path,
                0,
                0,
                "",
                "holds nothing to evaluate; expected a snapshot, or Azure resources, a template"
                    + " or a Terraform plan with an API Management service"));
      }
    }
    return new Imported(read.snapshots(), problems, read.sources());
  }

  /** Says on standard error what went unread: the problems, and what a folder held besides. */
  static void tell(Imported read, Terminal terminal, boolean quiet) {
    read.problems().forEach(problem -> terminal.error(problem.toString()));
    List<String> ignored = read.sources().ignored();
    if (!quiet && !ignored.isEmpty()) {
      int count = ignored.size();
      terminal.error(
          "note: "
              + (count == 1 ? "one JSON file was" : count + " JSON files were")
              + " passed over, being nothing that is evaluated: "
              + String.join(", ", ignored.subList(0, Math.min(count, 5)))
              + (count > 5 ? ", ..." : ""));
    }
  }
}
