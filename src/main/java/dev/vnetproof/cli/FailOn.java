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

  /** The exit code for both of two sets of evaluations. */
  static int worse(int one, int other) {
    boolean violated = one == ExitCode.VIOLATION || other == ExitCode.VIOLATION;
    return violated ? ExitCode.VIOLATION : Math.max(one, other);
  }

  @Override
  public String toString() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
