package dev.vnetproof.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.vnetproof.evaluation.Evaluation;
import dev.vnetproof.evaluation.OutcomeEntry;
import dev.vnetproof.evaluation.ReportedFinding;
import dev.vnetproof.importer.Places;
import dev.vnetproof.importer.Sources;
import dev.vnetproof.importer.Sources.ReadDocument;
import dev.vnetproof.importer.resource.Skips;
import dev.vnetproof.importer.resource.SourceAccount;
import dev.vnetproof.importer.resource.SourceAccount.Gap;
import dev.vnetproof.importer.resource.SourceAccount.Source;
import dev.vnetproof.model.Assumption;
import dev.vnetproof.model.Cloud;
import dev.vnetproof.model.Datum;
import dev.vnetproof.model.DeclaredDeployment;
import dev.vnetproof.model.Direction;
import dev.vnetproof.model.EnvironmentSnapshot;
import dev.vnetproof.model.Missing;
import dev.vnetproof.model.NotJudged;
import dev.vnetproof.model.ServiceTag;
import dev.vnetproof.model.SnapshotException.Problem;
import dev.vnetproof.proof.tag.ServiceTags;
import dev.vnetproof.rule.Block;
import dev.vnetproof.rule.DecidedBy;
import dev.vnetproof.rule.Finding;
import dev.vnetproof.rule.Outcome;
import dev.vnetproof.rule.Recommendation;
import dev.vnetproof.rule.Requirement;
import dev.vnetproof.rule.Undetermined;
import dev.vnetproof.rule.Violation;
import dev.vnetproof.rule.Witness;
import dev.vnetproof.source.JsonDocument;
import dev.vnetproof.space.Protocol;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reports with every kind of finding, witness and decision. */
final class Reports {
  private Reports() {}

  static final Block SQL =
      new Block(
          "outbound TCP 1433 to Sql",
          Optional.of(
              new Witness.PacketWitness(
                  Direction.OUTBOUND,
                  Protocol.TCP,
                  Optional.of("10.0.1.4"),
                  Optional.empty(),
                  49152,
                  Optional.of("13.71.195.0"),
                  Optional.of(ServiceTag.of("Sql")),
                  1433,
                  Optional.empty())),
          new DecidedBy.BySecurityRule(
              "nsg-apim", "deny-internet", 4000, "nsg.json#/0/securityRules/3"));

  static final Block ROUTE =
      new Block(
          "outbound TCP 1433 to Sql",
          Optional.empty(),
          new DecidedBy.ByRoute(
              Optional.of("rt"),
              "default",
              "0.0.0.0/0",
              "None",
              "/locations/0/routeTable/routes/0"));

  static final Block FIREWALL =
      new Block(
          "host login.microsoftonline.com on 443",
          Optional.of(new Witness.HostWitness("login.microsoftonline.com", 443)),
          new DecidedBy.ByFirewall("afw-hub", Optional.empty(), ""));

  static Report full() {
    return new Report(
        new Tool("vnetproof", "1.2.3"),
        "2023-01-06",
        List.of(
            new ServiceTags.Edition(Cloud.AZURE_GOVERNMENT, 7),
            new ServiceTags.Edition(Cloud.AZURE_PUBLIC, 374)),
        List.of(fine("staging", "staging.json"), broken()),
        List.of(
            new Problem("no.json", 0, 0, "", "does not exist; expected a file"),
            new Problem("bad.json", 41, 22, "/locations/0", "`70` is out of range")),
        sources());
  }

  /** Of the broken snapshot, the route table is in its file and the rule is not. */
  private static Sources sources() {
    String prod =
        """
        { "locations": [
          { "dns": { "servers": [] },
            "routeTable": { "routes": [ { "name": "default" } ] } } ] }
        """;
    return new Sources(
        List.of(new ReadDocument("prod.json", "snapshot"), new ReadDocument("nsg.json", "azure")),
        List.of("package.json"),
        new SourceAccount(
            List.of(new Source("Microsoft.Network/networkSecurityGroups", "/n", "nsg.json", "/0")),
            List.of(new Source("Microsoft.Network/routeTables", "/r", "nsg.json", "/1")),
            new TreeMap<>(
                Map.of("microsoft.compute/disks", new Skips(3, new TreeSet<>(Set.of("d"))))),
            List.of(new Gap("contoso-prod", "/deployment/sku", "sku of `contoso`")),
            List.of(),
            List.of()),
        Places.of(List.of(JsonDocument.parse("prod.json", prod.getBytes(UTF_8)).text())),
        Map.of(
            new Sources.Environment("prod.json", "contoso-prod"),
            List.of(new NotJudged("microsoft.compute/disks", List.of("d"), 3, "no bearing"))));
  }

  /** Two requirements that wait for the network, and one that waits for something else. */
  static Report waiting() {
    String network = "/subscriptions/s/virtualNetworks/vnet";
    List<ReportedFinding> findings =
        List.of(
            undetermined(
                "dns.forwarding", Missing.at("/locations/0/dns/forwardsAzureNames"), List.of()),
            undetermined(
                "ports.sql", Missing.resource("subnet", network + "/subnets/apim"), List.of(SQL)),
            undetermined("subnet.size", Missing.resource("virtualNetwork", network), List.of()));
    return new Report(
        new Tool("vnetproof", "1"),
        "2023-01-06",
        List.of(),
        List.of(
            new Evaluation(
                snapshot("contoso-prod", "prod.json"),
                findings.stream()
                    .map(
                        f ->
                            new OutcomeEntry(
                                f.finding().requirement(), "westus", Outcome.UNDETERMINED))
                    .toList(),
                findings)),
        List.of(),
        Sources.NONE);
  }

  private static ReportedFinding undetermined(
      String requirement, Missing missing, List<Block> blocks) {
    return finding(
        new Undetermined(
            requirement,
            0,
            "It cannot be decided.",
            blocks,
            Optional.of(missing),
            Optional.empty()));
  }

  static Evaluation fine(String name, String source) {
    return new Evaluation(
        snapshot(name, source),
        List.of(
            new OutcomeEntry("ports.external-cache", "westus", Outcome.NOT_APPLICABLE),
            new OutcomeEntry("ports.storage", "westus", Outcome.SATISFIED)),
        List.of());
  }

  private static Evaluation broken() {
    return new Evaluation(
        snapshot("contoso-prod", "prod.json")
            .assuming(new Assumption("cloud", "AzurePublic", "nothing says it")),
        List.of(
            new OutcomeEntry("dns.port-53", "westus", Outcome.UNDETERMINED),
            new OutcomeEntry("entra.endpoints", "westus", Outcome.ADVISED),
            new OutcomeEntry("ports.sql", "westus", Outcome.VIOLATED),
            new OutcomeEntry("ports.storage", "westus", Outcome.SATISFIED)),
        List.of(
            finding(
                new Undetermined(
                    "dns.port-53",
                    0,
                    "It cannot be decided.",
                    List.of(
                        new Block(
                            "outbound UDP 53", Optional.empty(), new DecidedBy.ByDns("10.50.0.4")),
                        new Block(
                            "outbound UDP 53",
                            Optional.empty(),
                            new DecidedBy.BySetting("/locations/0/dns"))),
                    Optional.of(Missing.at("/locations/0/dns/servers")),
                    Optional.empty())),
            finding(
                new Recommendation(
                    "entra.endpoints",
                    0,
                    "It stops at the firewall.",
                    List.of(FIREWALL),
                    Optional.empty(),
                    Optional.empty())),
            finding(
                new Violation(
                    "ports.sql",
                    0,
                    "Outbound TCP 1433 to Sql stops.",
                    List.of(SQL, ROUTE),
                    Optional.empty(),
                    Optional.of("Add a rule.")))));
  }

  private static ReportedFinding finding(Finding finding) {
    return new ReportedFinding(
        finding,
        new Requirement(
            finding.requirement(),
            "Title of " + finding.requirement(),
            "required",
            "always",
            "why",
            "fix",
            "Required ports",
            finding.requirement().startsWith("dns.")
                ? Optional.of(new Requirement.Page("Name resolution", "2024-08-02"))
                : Optional.empty(),
            List.of("2023-01-06"),
            Requirement.Severity.HIGH,
            List.of(),
            Map.of(),
            Requirement.Tiers.EVERY,
            Map.of()),
        "westus",
        "0123456789abcdef");
  }

  private static EnvironmentSnapshot snapshot(String name, String source) {
    return new EnvironmentSnapshot(
        name,
        source,
        Optional.empty(),
        new DeclaredDeployment(
            name,
            Datum.unknownAt("cloud"),
            Datum.unknownAt("platformVersion"),
            Datum.unknownAt("virtualNetworkType"),
            Datum.unknownAt("sku"),
            Map.of(),
            Datum.unknownAt("clientAddressPrefixes")),
        List.of());
  }
}
