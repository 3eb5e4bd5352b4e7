package dev.vnetproof.evaluation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vnetproof.model.EnvironmentSnapshot;
import dev.vnetproof.proof.tag.ServiceTags;
import dev.vnetproof.rule.Outcome;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A service whose addresses the tag file does not hold is not thereby reached. */
class TagWithoutAddressesTest {
  private static final long SEED = Long.getLong("differential.seed", 20230106);
  private static final int SNAPSHOTS = Integer.getInteger("differential.snapshots", 12);

  private static final List<String> SERVICES =
      List.of(
          "Storage",
          "Sql",
          "EventHub",
          "AzureKeyVault",
          "AzureMonitor",
          "AzureActiveDirectory",
          "AzureConnectors",
          "ApiManagement",
          "AzureTrafficManager");

  private static final List<String> REGIONS =
      List.of("WestUS", "NorthEurope", "FranceCentral", "EastUS");

  @Test
  void without_its_addresses_nothing_demanded_of_a_tag_is_better() {
    List<String> better = new ArrayList<>();
    Evaluator whole = evaluator(file("", ""));
    for (String service : SERVICES) {
      Evaluator none = evaluator(file(service, ""));
      Evaluator ipv6 = evaluator(file(service, "\"2603:1000::/40\""));
      for (int number = 0; number < SNAPSHOTS; number++) {
        long seed = SEED + number;
        EnvironmentSnapshot snapshot = RandomSnapshots.read(new RandomSnapshots(seed).snapshot());
        Map<String, Outcome> before = outcomes(whole, snapshot);
        for (Evaluator less : List.of(none, ipv6)) {
          outcomes(less, snapshot)
              .forEach(
                  (key, now) -> {
                    Outcome then = before.get(key);
                    // A rule that denies a tag of IPv6 alone does keep no host from anybody.
                    boolean same = less == none || key.contains(" ports.");
                    if (same
                        && now == Outcome.SATISFIED
                        && (then == Outcome.VIOLATED || then == Outcome.UNDETERMINED)) {
                      better.add(service + " " + key + ", seed " + seed);
                    }
                  });
        }
      }
    }
    assertThat(better).isEmpty();
  }

  private static Evaluator evaluator(String file) {
    return Evaluator.builder()
        .laterEditions(false)
        .serviceTags(
            ServiceTags.none().with("tags", new ByteArrayInputStream(file.getBytes(UTF_8))))
        .build();
  }

  /** Every service in blocks of its own; {@code damaged} has these prefixes instead. */
  private static String file(String damaged, String prefixes) {
    List<String> tags = new ArrayList<>();
    for (int s = 0; s < SERVICES.size(); s++) {
      String service = SERVICES.get(s);
      List<String> all = new ArrayList<>();
      for (int r = 0; r < REGIONS.size(); r++) {
        String prefix = "\"20." + (s + 1) + "." + r + ".0/24\"";
        all.add(prefix);
        tags.add(tag(service + "." + REGIONS.get(r), service.equals(damaged) ? prefixes : prefix));
      }
      tags.add(tag(service, service.equals(damaged) ? prefixes : String.join(",", all)));
    }
    return "{\"changeNumber\": 1, \"cloud\": \"Public\", \"values\": ["
        + String.join(",", tags)
        + "]}";
  }

  private static String tag(String name, String prefixes) {
    return "{\"name\": \"%s\", \"properties\": {\"addressPrefixes\": [%s]}}"
        .formatted(name, prefixes);
  }

  private static Map<String, Outcome> outcomes(Evaluator evaluator, EnvironmentSnapshot snapshot) {
    Map<String, Outcome> outcomes = new TreeMap<>();
    for (OutcomeEntry entry : evaluator.evaluate(snapshot).outcomes()) {
      outcomes.put(entry.location() + " " + entry.requirement(), entry.outcome());
    }
    return outcomes;
  }
}
