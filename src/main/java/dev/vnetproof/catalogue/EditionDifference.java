package dev.vnetproof.catalogue;

import dev.vnetproof.rule.Edition;
import dev.vnetproof.rule.Requirement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What one edition has that another has not, and what it words otherwise, by id.
 *
 * @param change {@code added}, {@code removed} or {@code changed}
 * @param before what the first edition says; empty where it says nothing
 * @param after what the second one says; empty where it says nothing
 */
public record EditionDifference(
    String id, String change, Optional<String> before, Optional<String> after) {

  /** The differences of two editions, by id. */
  public static List<EditionDifference> of(Catalogue catalogue, Edition first, Edition second) {
    Edition earlier = first.earlierThan(second.id()) ? first : second;
    Edition later = earlier == first ? second : first;
    List<EditionDifference> all = new ArrayList<>();
    for (String id : catalogue.requirements().keySet()) {
      Optional<String> before = says(catalogue, id, first);
      Optional<String> after = says(catalogue, id, second);
      boolean changed =
          catalogue.requirement(id).map(Requirement::changes).orElse(List.of()).stream()
              .anyMatch(each -> earlier.earlierThan(each.edition()) && later.since(each.edition()));
      if (before.isPresent() != after.isPresent()) {
        all.add(new EditionDifference(id, after.isPresent() ? "added" : "removed", before, after));
      } else if (before.isPresent() && changed) {
        all.add(new EditionDifference(id, "changed", before, after));
      }
    }
    return all;
  }

  /** Title and necessity, and how the wording came by what it is. */
  private static Optional<String> says(Catalogue catalogue, String id, Edition edition) {
    if (!catalogue.has(edition, id)) {
      return Optional.empty();
    }
    return catalogue
        .requirement(id, edition)
        .map(
            requirement -> {
              StringBuilder text = new StringBuilder(requirement.title());
              text.append(" (")
                  .append(requirement.necessity().substring(0, 1).toLowerCase(Locale.ROOT))
                  .append(requirement.necessity().substring(1))
                  .append(')');
              requirement.changes().stream()
                  .filter(change -> edition.since(change.edition()))
                  .forEach(
                      change ->
                          text.append("; since ")
                              .append(change.edition())
                              .append(": ")
                              .append(change.what()));
              return text.toString();
            });
  }
}
