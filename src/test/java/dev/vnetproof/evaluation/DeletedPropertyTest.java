package dev.vnetproof.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vnetproof.model.EnvironmentSnapshot;
import dev.vnetproof.model.Location;
import dev.vnetproof.model.LocationLabels;
import dev.vnetproof.model.SnapshotException;
import dev.vnetproof.rule.Outcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** Nothing that is taken out of a snapshot ever makes it look better. */
class DeletedPropertyTest {
  private static final long SEED = Long.getLong("differential.seed", 20230106);
  private static final int SNAPSHOTS = Integer.getInteger("differential.snapshots", 60);

  /**
   * Without the first two a text is no snapshot. Declared clients are no datum but a choice of what
   * to demand: without them (and so without the object that holds them) the document's own demand
   * stands, which is the Internet. Without a cloud one is taken for granted, and told.
   */
  private static final Set<String> FRAME =
      Set.of(
          "/snapshot",
          "/locations",
          "/deployment/clientAddressPrefixes",
          "/deployment/cloud",
          "/deployment");

  /**
   * What these are about is told only where a snapshot has them (contract of the snapshot): without
   * them nobody says that it applies. So it is with every notice.
   */
  private static final Set<String> TOLD_ONLY =
      Set.of(
          "network.region",
          "network.subscription",
          "network.private-endpoint",
          "public-ip.sku",
          "public-ip.dns-label",
          "dependencies.key-vault",
          "dependencies.storage-account",
          "dns.private-zones",
          "dns.forwarding",
          "advice.nat-gateway");

  private static final Evaluator EVALUATOR = Evaluator.builder().laterEditions(false).build();

  @Test
  void a_deleted_property_never_satisfies() {
    neverBetter(number -> new RandomSnapshots(SEED + number).snapshot());
  }

  /** Unless its absence is taken for granted, which the report then says. */
  @Test
  void nor_does_one_of_the_surroundings() {
    neverBetter(
        number -> {
          RandomSnapshots random = new RandomSnapshots(SEED + number);
          return random.surrounded(random.snapshot());
        });
  }

  private static void neverBetter(IntFunction<ObjectNode> snapshots) {
    List<String> better = new ArrayList<>();
    for (int number = 0; number < SNAPSHOTS; number++) {
      ObjectNode json = snapshots.apply(number);
      EnvironmentSnapshot whole = RandomSnapshots.read(json);
      Map<String, Outcome> before = outcomes(whole);
      List<String> pointers = properties(json, "");
      Collections.shuffle(pointers, new Random(SEED + number));
      for (String pointer : pointers.subList(0, Math.min(15, pointers.size()))) {
        if (FRAME.contains(pointer)) {
          continue;
        }
        ObjectNode less = json.deepCopy();
        int slash = pointer.lastIndexOf('/');
        ((ObjectNode) less.at(pointer.substring(0, slash))).remove(pointer.substring(slash + 1));
        Optional<Map<String, Outcome>> after = tryOutcomes(less);
        if (after.isEmpty() || isAssumption(whole, less)) {
          continue;
        }
        before.forEach(
            (key, outcome) -> {
              Outcome now = after.get().getOrDefault(key, Outcome.NOT_APPLICABLE);
              String id = key.substring(key.indexOf(' ') + 1);
              boolean isTold = TOLD_ONLY.contains(id) || id.startsWith("notice.");
              if (isTold && now == Outcome.NOT_APPLICABLE) {
                return;
              }
              if ((outcome == Outcome.VIOLATED || outcome == Outcome.UNDETERMINED)
                  && (now == Outcome.SATISFIED || now == Outcome.NOT_APPLICABLE)) {
                better.add(key + " " + outcome + " -> " + now + " without " + pointer);
              }
            });
        if (!better.isEmpty()) {
          better.add("seed " + (SEED + number) + ": " + json);
          assertThat(better).isEmpty();
        }
      }
    }
  }

  private static boolean isAssumption(EnvironmentSnapshot whole, JsonNode less) {
    return Assumptions.of(RandomSnapshots.read(less), Optional.empty()).size()
        > Assumptions.of(whole, Optional.empty()).size();
  }

  private static Optional<Map<String, Outcome>> tryOutcomes(JsonNode json) {
    try {
      return Optional.of(outcomes(RandomSnapshots.read(json)));
    } catch (SnapshotException e) {
      return Optional.empty();
    }
  }

  /** By requirement and index of the location: its label goes with its region. */
  private static Map<String, Outcome> outcomes(EnvironmentSnapshot snapshot) {
    Map<String, Outcome> outcomes = new TreeMap<>();
    Map<String, Integer> index = new TreeMap<>();
    LocationLabels labels = new LocationLabels(snapshot);
    for (Location location : snapshot.locations()) {
      index.put(labels.of(location), location.index());
    }
    for (OutcomeEntry entry : EVALUATOR.evaluate(snapshot).outcomes()) {
      outcomes.put(index.get(entry.location()) + " " + entry.requirement(), entry.outcome());
    }
    return outcomes;
  }

  private static List<String> properties(JsonNode node, String at) {
    List<String> pointers = new ArrayList<>();
    node.fields()
        .forEachRemaining(
            field -> {
              pointers.add(at + "/" + field.getKey());
              pointers.addAll(properties(field.getValue(), at + "/" + field.getKey()));
            });
    if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        pointers.addAll(properties(node.get(i), at + "/" + i));
      }
    }
    return pointers;
  }
}
