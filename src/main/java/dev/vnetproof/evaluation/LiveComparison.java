package dev.vnetproof.evaluation;

import dev.vnetproof.catalogue.ConnectionTypes;
import dev.vnetproof.model.EnvironmentSnapshot;
import dev.vnetproof.model.LiveConnection;
import dev.vnetproof.model.Region;
import dev.vnetproof.rule.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A connection of the running service beside the outcome of the requirement that demands it.
 * Neither corrects the other: the service speaks of one moment and one address, an outcome of
 * everything that the input shows.
 *
 * @param location as in {@link OutcomeEntry}
 */
public record LiveComparison(
    LiveConnection connection, String requirement, String location, Outcome outcome) {

  private static final Comparator<LiveComparison> BY_PLACE =
      Comparator.comparing(LiveComparison::location)
          .thenComparing(LiveComparison::requirement)
          .thenComparing(l -> l.connection().host())
          .thenComparing(l -> l.connection().source());

  /** Whether one of both must be looked at again. */
  public boolean disagrees() {
    return connection.isUp() && outcome == Outcome.VIOLATED
        || connection.isDown() && outcome == Outcome.SATISFIED;
  }

  /** What it means, as a sentence. */
  public String message() {
    String host = "`" + connection.host() + "`";
    String error = connection.error().isEmpty() ? "" : " (" + connection.error() + ")";
    if (connection.isDown()) {
      return switch (outcome) {
        case SATISFIED ->
            "The service cannot reach "
                + host
                + error
                + ", though nothing in the input stands in the way: look at name resolution, at a"
                + " firewall that the input does not show, or at the age of the input.";
        case VIOLATED, ADVISED ->
            "The service cannot reach " + host + error + ", as the finding has it.";
        case UNDETERMINED ->
            "The service cannot reach " + host + error + "; the input does not tell why.";
        case NOT_APPLICABLE -> "The service cannot reach " + host + error + "; nothing demands it.";
      };
    }
    return switch (outcome) {
      case VIOLATED ->
          "The service reaches "
              + host
              + ", though the input blocks some of what is demanded: the service has not been asked"
              + " since a change, or the witness is another address than this one.";
      case UNDETERMINED ->
          "The service reaches " + host + " now; whether all that is demanded passes stays open.";
      case SATISFIED, ADVISED, NOT_APPLICABLE -> "The service reaches " + host + ".";
    };
  }

  static List<LiveComparison> of(EnvironmentSnapshot snapshot, List<OutcomeEntry> outcomes) {
    List<LiveComparison> comparisons = new ArrayList<>();
    for (LiveConnection connection : snapshot.live()) {
      Optional<String> requirement = ConnectionTypes.requirement(connection.kind());
      if (requirement.isPresent() && (connection.isUp() || connection.isDown())) {
        for (OutcomeEntry outcome : outcomes) {
          boolean there =
              snapshot.locations().size() == 1
                  || Region.of(connection.location()).name().equals(outcome.location());
          if (there && outcome.requirement().equals(requirement.get())) {
            comparisons.add(
                new LiveComparison(
                    connection, requirement.get(), outcome.location(), outcome.outcome()));
          }
        }
      }
    }
    comparisons.sort(BY_PLACE);
    return comparisons;
  }
}
