package dev.vnetproof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vnetproof.evaluation.RandomSnapshots;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a snapshot says, {@code check} reports on it; a fault of ours is never the answer. */
class AnyInputTest {
  private static final long SEED = Long.getLong("differential.seed", 20230106);

  private static final String TAGS =
      """
      {"changeNumber": 1, "cloud": "Public", "values": [
        {"name": "AzureCloud", "properties": {"addressPrefixes": ["20.0.0.0/10", "13.64.0.0/11", "40.64.0.0/10"]}},
        {"name": "AzureCloud.westus", "properties": {"addressPrefixes": ["20.0.0.0/16", "13.64.0.0/16"]}},
        {"name": "Storage", "properties": {"addressPrefixes": ["20.0.0.0/24", "20.1.0.0/24", "51.4.0.0/24"]}},
        {"name": "Storage.WestUS", "properties": {"addressPrefixes": ["20.0.0.0/24"]}},
        {"name": "Sql", "properties": {"addressPrefixes": ["20.2.0.0/24"]}},
        {"name": "AzureKeyVault", "properties": {"addressPrefixes": ["20.3.0.0/24"]}},
        {"name": "ApiManagement", "properties": {"addressPrefixes": ["13.64.39.16/32", "20.4.0.0/24"]}},
        {"name": "AzureActiveDirectory", "properties": {"addressPrefixes": ["20.5.0.0/24", "60.1.0.0/24"]}}]}
      """;

  /** What routes may name, the likely and the strange. */
  private static final List<String> ROUTED =
      List.of(
          "0.0.0.0/1",
          "128.0.0.0/1",
          "20.0.0.0/9",
          "8.8.8.0/24",
          "10.0.1.16/28",
          "10.0.1.192/26",
          "51.4.0.0/22",
          "168.63.129.16/32",
          "Storage.Nowhere",
          "Contoso",
          "AppService",
          "AzureFrontDoor.Backend",
          "AzureActiveDirectory.ServiceEndpoint",
          "AzureCloud.westus");

  /** What rules may name besides. */
  private static final List<String> NAMES =
      Stream.concat(
              ROUTED.stream(),
              Stream.of(
                  "169.254.169.254",
                  "fd00::/16",
                  "VirtualNetwork",
                  "Internet",
                  "AzureLoadBalancer",
                  "AzurePlatformDNS"))
          .toList();

  @TempDir Path folder = Path.of("");

  private final Random random = new Random(SEED);

  @Test
  void every_snapshot_gets_a_report() throws IOException {
    List<String> lines = new ArrayList<>();
    int snapshots = Integer.getInteger("differential.snapshots", 600);
    for (int i = 0; i < snapshots; i++) {
      RandomSnapshots made = new RandomSnapshots(SEED + i);
      ObjectNode snapshot = made.snapshot();
      if (chance(30)) {
        made.surrounded(snapshot);
      }
      snapshot.put("name", "s" + i);
      for (JsonNode location : snapshot.path("locations")) {
        roughen((ObjectNode) location);
      }
      if (chance(40)) {
        forget(snapshot);
      }
      lines.add(snapshot.toString());
    }
    lines.add(tangled("tangled-1").toString());
    lines.add(tangled("tangled-2").toString());
    Path input = folder.resolve("all.ndjson");
    Files.write(input, lines);
    Path tags = folder.resolve("tags.json");
    Files.writeString(tags, TAGS);

    for (List<String> more : List.of(List.<String>of(), List.of("--service-tags", "" + tags))) {
      List<String> args =
          new ArrayList<>(List.of("check", "--format", "ndjson", "--fail-on", "never"));
      args.addAll(more);
      args.add(input.toString());
      Run run = Run.of(args.toArray(String[]::new));

      assertThat(run.err()).as("seed %d, %s", SEED, more).isEmpty();
      assertThat(run.code()).isZero();
      assertThat(run.out().lines().count()).isEqualTo(lines.size());
    }
  }

  private boolean chance(int outOf100) {
    return random.nextInt(100) < outOf100;
  }

  private <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  private void roughen(ObjectNode location) {
    if (chance(15)) {
      ((ObjectNode) location.path("subnet")).putArray("addressPrefixes").add("51.4.1.0/26");
    }
    ObjectNode network = (ObjectNode) location.path("virtualNetwork");
    if (chance(20)) {
      ((ArrayNode) network.path("addressSpace")).add("fd00:10::/48").add("51.4.0.0/22");
    }
    if (chance(15)) {
      ((ArrayNode) network.path("peeredAddressSpaces")).add("131.107.0.0/16").add("fd00:20::/48");
    }
    if (chance(10)) {
      ((ArrayNode) network.path("onPremisesAddressSpaces")).add("0.0.0.0/0");
    }
    if (chance(50)) {
      ObjectNode table = location.putObject("routeTable").put("name", "rt");
      table.put("disableBgpRoutePropagation", chance(50));
      ArrayNode routes = table.putArray("routes");
      for (int i = random.nextInt(4); i >= 0; i--) {
        routes
            .addObject()
            .put("name", "r" + i)
            .put("addressPrefix", chance(50) ? "0.0.0.0/0" : one(ROUTED))
            .put(
                "nextHopType",
                one(
                    List.of(
                        "VirtualAppliance",
                        "VirtualAppliance",
                        "VirtualNetworkGateway",
                        "VnetLocal",
                        "Internet",
                        "None")))
            .put("nextHopIpAddress", "10.0.100.4");
      }
    }
    for (JsonNode each : location.path("networkSecurityGroup").path("securityRules")) {
      ObjectNode rule = (ObjectNode) each;
      boolean inbound = rule.path("direction").asText().equals("Inbound");
      String far = inbound ? "source" : "destination";
      String near = inbound ? "destination" : "source";
      if (chance(40)) {
        rule.put(far + "AddressPrefix", one(NAMES));
      }
      if (chance(10)) {
        rule.remove(far + "AddressPrefix");
        rule.putArray(far + "ApplicationSecurityGroups").addObject().put("id", "/asg/web");
      }
      if (chance(15)) {
        rule.put(near + "AddressPrefix", one(NAMES));
      }
      if (chance(10)) {
        rule.put("sourcePortRange", one(List.of("443", "49152-65535", "0-1023")));
      }
    }
  }

  /** Takes one property away, somewhere. */
  private void forget(ObjectNode root) {
    List<ObjectNode> objects = new ArrayList<>();
    objects.add((ObjectNode) root.path("deployment"));
    for (JsonNode location : root.path("locations")) {
      objects.add((ObjectNode) location);
      for (JsonNode part : location) {
        if (part instanceof ObjectNode object) {
          objects.add(object);
        }
      }
      for (JsonNode rule : location.path("networkSecurityGroup").path("securityRules")) {
        objects.add((ObjectNode) rule);
      }
    }
    ObjectNode from = one(objects);
    List<String> names = new ArrayList<>();
    from.fieldNames().forEachRemaining(names::add);
    names.removeAll(List.of("name", "priority", "direction", "id"));
    if (!names.isEmpty()) {
      from.remove(one(names));
    }
  }

  /** More overlapping rules than any search may look through. */
  private ObjectNode tangled(String name) {
    ObjectNode snapshot = new RandomSnapshots(SEED).snapshot().put("name", name);
    ObjectNode location = (ObjectNode) snapshot.path("locations").get(0);
    ArrayNode rules =
        location.putObject("networkSecurityGroup").put("name", "nsg").putArray("securityRules");
    for (int priority = 100; priority < 1_100; priority++) {
      boolean inbound = chance(50);
      String near = "10.0.1." + 8 * random.nextInt(32) + "/29";
      String far = random.nextInt(256) + ".0.0.0/" + one(List.of("8", "8", "9", "12"));
      rules
          .addObject()
          .put("name", "r" + priority)
          .put("priority", priority)
          .put("direction", inbound ? "Inbound" : "Outbound")
          .put("access", chance(50) ? "Allow" : "Deny")
          .put("protocol", "Tcp")
          .put("sourceAddressPrefix", inbound ? far : near)
          .put("sourcePortRange", 64 * random.nextInt(1000) + "-65535")
          .put("destinationAddressPrefix", inbound ? near : far)
          .put("destinationPortRange", "*");
    }
    return snapshot;
  }
}
