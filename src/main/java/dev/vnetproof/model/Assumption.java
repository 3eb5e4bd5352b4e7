package dev.vnetproof.model;

/**
 * What was taken for granted because no input says it; with another value outcomes may differ.
 *
 * @param subject what it is about, as people name it
 * @param value what it was taken for
 * @param why what the inputs leave open, and what would settle it
 */
public record Assumption(String subject, String value, String why) {

  /** As one line. */
  public String text() {
    return subject + " is " + value + ": " + why;
  }
}
