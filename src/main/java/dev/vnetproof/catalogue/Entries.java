package dev.vnetproof.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vnetproof.rule.Edition;
import dev.vnetproof.rule.Requirement;
import dev.vnetproof.rule.SettingWords;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads the entries of sidecars: a requirement, and what later editions word otherwise. */
final class Entries {
  private Entries() {}

  /**
   * Every wording of a requirement, the oldest first. A later one has the fields that it changes,
   * and the rest of the one before it.
   *
   * @param editions all there are
   */
  static List<Requirement> wordings(JsonNode entry, List<Edition> editions) {
    List<String> ids = editions(entry, editions);
    List<Requirement.Change> changes = new ArrayList<>();
    for (JsonNode wording : entry.path("wordings")) {
      changes.add(
          new Requirement.Change(
              wording.path("since").asText(),
              wording.path("what").asText().replaceAll("\\s+", " ").strip(),
              wording.path("words").asBoolean()));
    }
    List<Requirement> all = new ArrayList<>();
    all.add(requirement(entry, ids, changes));
    if (!changes.isEmpty()) {
      ObjectNode merged = entry.deepCopy();
      for (JsonNode wording : entry.path("wordings")) {
        merged.setAll((ObjectNode) wording);
        all.add(requirement(merged, ids, changes));
      }
    }
    return all;
  }

  /** Those that are listed; every one where none is, or all are meant. */
  private static List<String> editions(JsonNode entry, List<Edition> editions) {
    JsonNode given = entry.path("editions");
    List<String> ids = new ArrayList<>();
    if (given.isArray()) {
      given.forEach(edition -> ids.add(edition.asText()));
    } else {
      editions.forEach(edition -> ids.add(edition.id()));
    }
    return ids;
  }

  private static Requirement requirement(
      JsonNode entry, List<String> editions, List<Requirement.Change> changes) {
    String id = entry.path("id").asText();
    return new Requirement(
        id,
        words(entry, "title"),
        words(entry, "necessity"),
        words(entry, "appliesWhen"),
        words(entry, "why"),
        words(entry, "fix"),
        words(entry, "section"),
        page(entry.path("page")),
        editions,
        severity(id, entry.path("severity").asText()),
        changes,
        settings(entry),
        tiers(id, entry),
        pages(entry.path("pages")));
  }

  /** Those that are named; every one where none is. */
  private static Requirement.Tiers tiers(String id, JsonNode entry) {
    String text = entry.path("tiers").asText("every");
    for (Requirement.Tiers tiers : Requirement.Tiers.values()) {
      if (tiers.name().equals(text.toUpperCase(Locale.ROOT))) {
        return tiers;
      }
    }
    throw new CatalogueException(
        "tiers `" + text + "` of `" + id + "` are unknown; expected classic, v2 or every");
  }

  private static Map<String, Requirement.Page> pages(JsonNode pages) {
    Map<String, Requirement.Page> all = new LinkedHashMap<>();
    pages
        .fields()
        .forEachRemaining(each -> page(each.getValue()).ifPresent(p -> all.put(each.getKey(), p)));
    return all;
  }

  /** Words for settings; what they do not say is what the entry says. */
  private static Map<String, SettingWords> settings(JsonNode entry) {
    Map<String, SettingWords> settings = new LinkedHashMap<>();
    for (JsonNode words : entry.path("settings")) {
      settings.put(
          words(words, "situation"),
          new SettingWords(
              words(words, "expects"),
              words(words, "observed"),
              words.has("fix") ? words(words, "fix") : words(entry, "fix")));
    }
    return settings;
  }

  private static String words(JsonNode entry, String field) {
    return entry.path(field).asText().strip();
  }

  private static Optional<Requirement.Page> page(JsonNode page) {
    return page.isMissingNode()
        ? Optional.empty()
        : Optional.of(
            new Requirement.Page(page.path("title").asText(), page.path("date").asText()));
  }

  private static Requirement.Severity severity(String id, String text) {
    for (Requirement.Severity severity : Requirement.Severity.values()) {
      if (severity.name().equals(text.toUpperCase(Locale.ROOT))) {
        return severity;
      }
    }
    throw new CatalogueException(
        "severity `" + text + "` of `" + id + "` is unknown; expected HIGH, MEDIUM or LOW");
  }
}
