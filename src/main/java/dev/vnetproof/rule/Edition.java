package dev.vnetproof.rule;

/**
 * An edition of the source document, named by the date it prints ({@code 2023-01-06}). A sentence
 * that changed is a rule for each of its wordings, which matches the editions that have it.
 *
 * @param title as the document calls itself
 * @param read where its text was read, and how much of it
 */
public record Edition(String id, String title, String read) {

  /** Whether this edition is another one or a later one. */
  public boolean since(String other) {
    return id.compareTo(other) >= 0;
  }

  /** Whether this edition is earlier than another one. */
  public boolean earlierThan(String other) {
    return id.compareTo(other) < 0;
  }
}
