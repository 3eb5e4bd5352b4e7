package dev.vnetproof.catalogue;

/** Rules or their data are not usable; the message names file, line and what is expected. */
public final class CatalogueException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With the file, the line where it is known, the problem, and what was expected. */
  public CatalogueException(String message) {
    super(message);
  }

  /**
   * @param cause what went wrong inside a rule, for whoever debugs it
   */
  public CatalogueException(String message, Throwable cause) {
    super(message, cause);
  }
}
