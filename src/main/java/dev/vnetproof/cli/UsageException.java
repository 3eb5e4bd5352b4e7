package dev.vnetproof.cli;

/** The command cannot do what it was told; the message says why and what is expected. */
final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UsageException(String message) {
    super(message);
  }
}
