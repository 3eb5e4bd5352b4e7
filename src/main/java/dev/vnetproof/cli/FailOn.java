package dev.vnetproof.cli;

import dev.vnetproof.evaluation.Evaluation;
import java.util.List;

/** From which kind of finding on the command fails. */
enum FailOn {
  VIOLATION,
  UNDETERMINED,
  RECOMMENDATION,
  NEVER;

  /** The exit code for evaluations of readable inputs. */
  int exitCode(List<Evaluation> evaluations) {
    if (this == NEVER) {
      return ExitCode.FINE;
    }
    if (evaluations.stream().anyMatch(e -> !e.violations().isEmpty())) {
      return ExitCode.VIOLATION;
    }
    boolean other =
        evaluations.stream()
            .anyMatch(
                e ->
                    this != VIOLATION && !e.undetermined().isEmpty()
                        || this == RECOMMENDATION && !e.recommendations().isEmpty());
    return other ? ExitCode.OTHER_FINDING : ExitCode.FINE;
  }

  @Override
  public String toString() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
