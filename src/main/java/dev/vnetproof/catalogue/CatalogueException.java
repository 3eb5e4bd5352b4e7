package dev.vnetproof.catalogue;

/** Rules or their data are not usable; the message names file, line and what is expected. */
public final class CatalogueException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public CatalogueException(String message) {
    super(message);
  }
}
