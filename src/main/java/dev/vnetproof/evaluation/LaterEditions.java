package dev.vnetproof.evaluation;

import dev.vnetproof.catalogue.Catalogue;
import dev.vnetproof.model.EnvironmentSnapshot;
import dev.vnetproof.model.Location;
import dev.vnetproof.model.LocationLabels;
import dev.vnetproof.model.Missing;
import dev.vnetproof.rule.Edition;
import dev.vnetproof.rule.LaterEdition;
import dev.vnetproof.rule.LaterViolation;
import dev.vnetproof.rule.Requirement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Looks ahead from one edition to the newest. Only requirements are decided whose verdicts may
 * differ, so that it costs a part of an evaluation.
 */
final class LaterEditions {
  private final Catalogue catalogue;
  private final Edition from;
  private final Edition newest;
  private final Holding holding;

  /** By edition: what it would find violated, of requirements that changed several times. */
  private final Map<String, Set<String>> before = new HashMap<>();

  /** Holds the environment to some requirements of an edition. */
  interface Holding {
    List<ReportedFinding> findings(Edition edition, Predicate<String> wanted);
  }

  LaterEditions(Catalogue catalogue, Edition from, Edition newest, Holding holding) {
    this.catalogue = catalogue;
    this.from = from;
    this.newest = newest;
    this.holding = holding;
  }

  /** For rules to match. */
  List<Object> facts(EnvironmentSnapshot snapshot) {
    List<ReportedFinding> violations =
        holding.findings(newest, id -> catalogue.mayDiffer(id, from, newest)).stream()
            .filter(LaterEditions::isTold)
            .toList();
    Set<String> several = new HashSet<>();
    for (ReportedFinding each : violations) {
      if (dates(each.requirement()).size() > 1) {
        several.add(each.requirement().id());
      }
    }
    List<Object> facts = new ArrayList<>();
    LocationLabels labels = new LocationLabels(snapshot);
    for (Location location : snapshot.locations()) {
      facts.add(new LaterEdition(location, newest));
      for (ReportedFinding each : violations) {
        if (each.location().equals(labels.of(location))) {
          facts.add(new LaterViolation(location, newest, since(each, several), each.finding()));
        }
      }
    }
    return facts;
  }

  /** Violations, and what only the service tag file could say is none. */
  private static boolean isTold(ReportedFinding reported) {
    return switch (reported.finding().kind()) {
      case VIOLATION -> true;
      case UNDETERMINED ->
          reported
              .finding()
              .missing()
              .map(missing -> missing.kind() == Missing.Kind.SERVICE_TAG_FILE)
              .orElse(false);
      case RECOMMENDATION -> false;
    };
  }

  /** The first edition under which it is violated, of those that brought or changed it. */
  private String since(ReportedFinding finding, Set<String> several) {
    List<String> dates = List.copyOf(dates(finding.requirement()));
    String last = dates.get(dates.size() - 1);
    for (String date : dates) {
      if (date.equals(last) || before(date, several).contains(key(finding))) {
        return date;
      }
    }
    return last;
  }

  private Set<String> before(String date, Set<String> several) {
    return before.computeIfAbsent(
        date,
        each -> {
          Set<String> keys = new HashSet<>();
          holding
              .findings(catalogue.edition(date), several::contains)
              .forEach(
                  finding -> {
                    if (isTold(finding)) {
                      keys.add(key(finding));
                    }
                  });
          return keys;
        });
  }

  private static String key(ReportedFinding finding) {
    return finding.location() + " " + finding.requirement().id();
  }

  /** When it came, and when it was changed in more than its words; later than the edition. */
  private TreeSet<String> dates(Requirement requirement) {
    TreeSet<String> dates = new TreeSet<>();
    requirement.editions().stream()
        .filter(id -> !requirement.isIn(from))
        .filter(from::earlierThan)
        .min(String::compareTo)
        .ifPresent(dates::add);
    requirement.changes().stream()
        .filter(change -> !change.words())
        .map(Requirement.Change::edition)
        .filter(id -> from.earlierThan(id) && newest.since(id))
        .forEach(dates::add);
    return dates;
  }
}
