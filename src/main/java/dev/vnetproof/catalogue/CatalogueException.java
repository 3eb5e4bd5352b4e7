package dev.vnetproof.catalogue;

/** Rules or their data are not usable; the message names file, line and what is expected. */
public final class CatalogueException extends RuntimeException {
  private static final long serialVersionUID = 1L;

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
