package dev.vnetproof.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.vnetproof.cli.Command;
import dev.vnetproof.model.SnapshotException.Problem;
import dev.vnetproof.rule.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says what is wrong with what became of a trial, if anything is. */
final class Oracle {
  /** Of processor time, for inputs of up to 10 MB. */
  private static final long MILLIS = 5_000;

  /** The contract: up to 100 errors an input, and one line that counts the rest. */
  private static final int ERRORS = 101;

  private static final int CHARACTERS_OF_AN_ERROR = 2_000;

  private static final Pattern CLASS_NAME =
      Pattern.compile(
          "\\b(?:(?:java|com|org|dev)\\.[a-z]+\\.[\\w.$]+|[A-Z]\\w+\\.[a-z]\\w+\\(|\\w+Exception\\b)");

  private static final JsonFactory STRICT =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private static final Set<Outcome> BAD = Set.of(Outcome.VIOLATED, Outcome.UNDETERMINED);
  private static final Set<Outcome> GOOD = Set.of(Outcome.SATISFIED, Outcome.NOT_APPLICABLE);

  private final Map<String, Run> known = new HashMap<>();

  /**
   * Something that is wrong.
   *
   * @param signature the same for the same fault
   */
  record Finding(String signature, String description) {}

  Optional<Finding> judge(Trial trial) {
    Run run = Run.of(trial);
    return fault(run)
        .or(() -> slow(run))
        .or(() -> errors(trial, run))
        .or(() -> report(run))
        .or(() -> better(trial, run))
        .or(() -> trial.manner() % 32 == 31 ? command(trial) : Optional.empty());
  }

  /** The command on the same, with files in between; it takes some ten times as long. */
  private static Optional<Finding> command(Trial trial) {
    Path folder = FuzzTarget.FOLDER.resolve("command");
    Path report = folder.resolve("report.json");
    try {
      Files.createDirectories(folder);
      trial.writeTo(folder);
      Command command =
          Command.run("check", "--format", "json", "--output", report.toString(), folder + "/in");
      boolean told = command.code() == 3;
      if (command.code() != 0 && command.code() != 1 && !told) {
        return Optional.of(
            new Finding(
                "exit code " + command.code(),
                "check --output ends with " + command.code() + ": " + command.err()));
      }
      if (told && command.err().isBlank()) {
        return Optional.of(new Finding("exit code 3 in silence", "check --output"));
      }
      return whole(Files.readString(report));
    } catch (IOException e) {
      return Optional.of(new Finding("report is not written", e.toString()));
    } finally {
      FuzzTarget.delete(folder);
    }
  }

  private static Optional<Finding> fault(Run run) {
    return run.fault().map(thrown -> new Finding(signature(thrown), "fault: " + thrown));
  }

  /** What was thrown, and the first place of ours in its trace. */
  private static String signature(Throwable thrown) {
    Throwable cause = thrown;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    StackTraceElement[] trace = cause.getStackTrace();
    String place = trace.length == 0 ? "nowhere" : trace[0].getClassName();
    for (StackTraceElement frame : trace) {
      String name = frame.getClassName();
      if (name.startsWith("dev.vnetproof.") && !name.startsWith("dev.vnetproof.fuzz.")) {
        place = name.substring(name.lastIndexOf('.') + 1) + "." + frame.getMethodName();
        break;
      }
    }
    return cause.getClass().getSimpleName() + " in " + place;
  }

  private static Optional<Finding> slow(Run run) {
    return run.millis() <= MILLIS
        ? Optional.empty()
        : Optional.of(new Finding("slow", "takes " + run.millis() + " ms of processor time"));
  }

  private static Optional<Finding> errors(Trial trial, Run run) {
    int most = ERRORS * (trial.files().size() + 1);
    if (run.problems().size() > most) {
      return Optional.of(
          new Finding("errors without bound", run.problems().size() + " errors are told"));
    }
    for (Problem problem : run.problems()) {
      String line = problem.toString();
      if (line.length() > CHARACTERS_OF_AN_ERROR) {
        return Optional.of(
            new Finding(
                "endless error",
                "an error of " + line.length() + " characters: " + line.substring(0, 300)));
      }
      Matcher name = CLASS_NAME.matcher(problem.message());
      if (name.find() && !isInInput(trial, name.group())) {
        return Optional.of(new Finding("class name " + name.group(), "an error says: " + line));
      }
    }
    return Optional.empty();
  }

  private static boolean isInInput(Trial trial, String text) {
    return trial.files().values().stream()
        .anyMatch(bytes -> new String(bytes, UTF_8).contains(text));
  }

  private static Optional<Finding> report(Run run) {
    return run.snapshots() > 0 && run.text().isBlank()
        ? Optional.of(new Finding("empty text", "nothing is told of a snapshot"))
        : whole(run.json());
  }

  private static Optional<Finding> whole(String json) {
    int depth = 0;
    try (JsonParser parser = STRICT.createParser(json)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
      }
    } catch (IOException e) {
      return Optional.of(new Finding("report is no JSON", "the report: " + e.getMessage()));
    }
    return depth == 0 && !json.isBlank()
        ? Optional.empty()
        : Optional.of(new Finding("report is not whole", "depth " + depth));
  }

  /** Knowing less never makes anything look better, unless an error says what is not known. */
  private Optional<Finding> better(Trial trial, Run run) {
    if (trial.before().isEmpty()) {
      return Optional.empty();
    }
    Trial seed = trial.before().get();
    Run before = run(seed);
    if (run.problems().size() > before.problems().size()) {
      return Optional.empty();
    }
    if (run.snapshots() < before.snapshots()) {
      return Optional.of(
          new Finding("lost in silence", "an environment is not evaluated: " + trial.what()));
    }
    boolean other = run.snapshots() > before.snapshots();
    for (Map.Entry<String, Outcome> entry :
        other ? Map.<String, Outcome>of().entrySet() : before.outcomes().entrySet()) {
      Outcome now = run.outcomes().getOrDefault(entry.getKey(), Outcome.NOT_APPLICABLE);
      // Advice is given on proof alone: less knowledge may leave nothing to advise.
      if (!entry.getKey().contains(" advice.")
          && BAD.contains(entry.getValue())
          && GOOD.contains(now)
          && !isWithoutTags(seed, entry.getKey())) {
        String what = entry.getKey() + " was " + entry.getValue() + " and is " + now;
        return Optional.of(
            new Finding(
                "better: " + trial.kind() + " " + shape(trial.what()), what + ": " + trial.what()));
      }
    }
    return Optional.empty();
  }

  /** A tag that the file does not have is a name, as without a file. */
  private boolean isWithoutTags(Trial seed, String key) {
    if (seed.tagFile().isEmpty()) {
      return false;
    }
    Trial plain =
        new Trial(seed.kind(), seed.what(), seed.files(), Optional.empty(), Optional.empty(), 0);
    return GOOD.contains(run(plain).outcomes().getOrDefault(key, Outcome.NOT_APPLICABLE));
  }

  private Run run(Trial seed) {
    return known.computeIfAbsent(seed.what() + seed.tagFile().isPresent(), key -> Run.of(seed));
  }

  private static String shape(String what) {
    return what.replaceAll("^\\S+", "").replaceAll("`?\\d+`?", "N").strip();
  }
}
