package dev.vnetproof.importer.template;

/**
 * A function does not accept its arguments. The call becomes an unknown value: defaults that are
 * mere placeholders ({@code split('', '/')[8]}) must not keep the rest from being read.
 */
final class EvaluationFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  EvaluationFailure(String message) {
    super(message, null, false, false);
  }
}
