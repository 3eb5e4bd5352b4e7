package dev.vnetproof.importer.template;

/** An expression outside the template language; the message says where and what was expected. */
final class ExpressionSyntaxException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ExpressionSyntaxException(String message) {
    super(message, null, false, false);
  }
}
