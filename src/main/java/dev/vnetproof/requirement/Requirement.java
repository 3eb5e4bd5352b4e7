package dev.vnetproof.requirement;

import java.util.List;

/**
 * A catalogue entry: one sentence of a document that an environment may be held to.
 *
 * @param id {@code family.name}, never changed and never reused
 * @param necessity in words: required, the feature it belongs to, or advice
 * @param appliesWhen its condition in words
 * @param section the section of the document it stands in
 * @param editions the editions that have it
 * @param severity of a violation
 */
public record Requirement(
    String id,
    String title,
    String necessity,
    String appliesWhen,
    String why,
    String fix,
    String section,
    List<String> editions,
    Severity severity) {

  /** How much a violation hurts. */
  public enum Severity {
    /** The instance cannot be deployed, managed or reached. */
    HIGH,
    /** A feature does not work. */
    MEDIUM,
    /** It works, with a drawback. */
    LOW
  }

  public Requirement {
    editions = List.copyOf(editions);
  }
}
