package dev.vnetproof.cli;

/** What the command's exit codes mean; scripts hold on to them. */
final class ExitCode {
  /** Nothing at or above {@code --fail-on}. */
  static final int FINE = 0;

  /** At least one violation. */
  static final int VIOLATION = 1;

  /** Wrong usage, and rules that are not usable. */
  static final int USAGE = 2;

  /** At least one input could not be read or is invalid. */
  static final int INPUT = 3;

  /** No violation, but something else that {@code --fail-on} names. */
  static final int OTHER_FINDING = 4;

  /** A fault of ours. */
  static final int FAULT = 5;

  /** The report could not be written. */
  static final int UNWRITTEN = 6;

  private ExitCode() {}
}
