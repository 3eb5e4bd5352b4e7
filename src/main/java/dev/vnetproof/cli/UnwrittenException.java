package dev.vnetproof.cli;

import java.io.IOException;

/** A report that cannot be written; carries the whole line for people. */
final class UnwrittenException extends IOException {
  private static final long serialVersionUID = 1L;

  UnwrittenException(String message, IOException cause) {
    super(message, cause);
  }
}
