package dev.vnetproof.rule;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A catalogue entry: one sentence of a document that an environment may be held to.
 *
 * @param id {@code family.name}, never changed and never reused
 * @param necessity in words: required, the feature it belongs to, or advice
 * @param appliesWhen its condition in words
 * @param section the heading it stands under, as the page prints it
 * @param page the page that says it, where it is not the document itself
 * @param editions the editions that have it
 * @param severity of a violation
 * @param changes what later editions changed of it, oldest first
 * @param settings words for settings that do not hold, by situation, in order; empty where what is
 *     demanded is no setting, or the rule has its own
 * @param tiers which it is about
 * @param pages the page for a deployment ({@link Deployment#pages()}), where there are several
 */
public record Requirement(
    String id,
    String title,
    String necessity,
    String appliesWhen,
    String why,
    String fix,
    String section,
    Optional<Page> page,
    List<String> editions,
    Severity severity,
    List<Change> changes,
    Map<String, SettingWords> settings,
    Tiers tiers,
    Map<String, Page> pages) {

  /** Which tiers it is about. */
  public enum Tiers {
    CLASSIC("it is about the classic tiers, Developer and Premium"),
    V2("it is about the v2 tiers and gateways"),
    EVERY("");

    private final String reason;

    Tiers(String reason) {
      this.reason = reason;
    }

    /** Why it does not apply to others. */
    public String reason() {
      return reason;
    }

    /** Whether it may apply to a deployment. */
    public boolean have(Deployment deployment) {
      return this == EVERY || (this == CLASSIC) == deployment.isClassic();
    }
  }

  /** The same, said by the page for a deployment, where there are several. */
  public Requirement on(String deployment) {
    Page other = pages.get(deployment);
    return other == null
        ? this
        : new Requirement(
            id,
            title,
            necessity,
            appliesWhen,
            why,
            fix,
            other.title(),
            Optional.of(other),
            editions,
            severity,
            changes,
            settings,
            tiers,
            pages);
  }

  /**
   * A page that the document leans on.
   *
   * @param date the date that it prints
   */
  public record Page(String title, String date) {}

  /**
   * Another wording of a sentence.
   *
   * @param edition the first one that has it
   * @param what changed, in a few words
   * @param words whether it says the same in other words, so that verdicts stay as they are
   */
  public record Change(String edition, String what, boolean words) {}

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
    changes = List.copyOf(changes);
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
  }

  /** Whether an edition has it. */
  public boolean isIn(Edition edition) {
    return editions.contains(edition.id());
  }

  /** Where it stands, for people: the section, and of another page its title and date. */
  public String source() {
    if (page.isEmpty()) {
      return section;
    }
    String other = page.get().title() + " (" + page.get().date() + ")";
    return section.isEmpty() || section.equals(page.get().title()) ? other : other + ", " + section;
  }
}
