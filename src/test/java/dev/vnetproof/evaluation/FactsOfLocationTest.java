package dev.vnetproof.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vnetproof.model.Cloud;
import dev.vnetproof.model.EnvironmentSnapshot;
import dev.vnetproof.model.LocationBuilder;
import dev.vnetproof.model.PlatformVersion;
import dev.vnetproof.model.Sku;
import dev.vnetproof.model.VirtualNetworkType;
import dev.vnetproof.rule.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Facts that rules of one's own match, each by the location it is about. */
class FactsOfLocationTest {
  private static EnvironmentSnapshot environment(Consumer<LocationBuilder> more) {
    Consumer<LocationBuilder> base =
        west ->
            west.units(1)
                .network("vnet", "10.0.0.0/16")
                .subnet("apim", "10.0.1.0/27")
                .routeTable("rt", "all: 0.0.0.0/0 -> VirtualAppliance 10.0.0.4")
                .dnsServers("10.9.0.4");
    return EnvironmentSnapshot.builder("facts")
        .cloud(Cloud.AZURE_PUBLIC)
        .platformVersion(PlatformVersion.STV2)
        .virtualNetworkType(VirtualNetworkType.EXTERNAL)
        .sku(Sku.PREMIUM)
        .location("westus", base.andThen(more))
        .build();
  }

  @TempDir Path folder = Path.of("");

  @Test
  void each_is_matched_by_its_location() throws IOException {
    Map<String, Outcome> outcomes =
        ownOutcomes(
            List.of(
                "SubnetRoute($location : location, routeTable == \"rt\", route.name == \"all\")",
                "NetworkPermission($location : location, firewall == \"fw\", allowance.name == \"sql\")",
                "FqdnPermission($location : location, firewall == \"fw\", allowance.name == \"crl\")",
                "ForcedTunnel($location : location, extent == ForcedTunnel.Extent.ALL, defaultRoute)",
                "TunnelledService($location : location, endpoint.azureName == \"Microsoft.Sql\")",
                "DnsServers($location : location, custom, !azureProvided)",
                "SubnetRoom($location : location, $room : suffices(), $room.known)",
                "ControlPlane($location : location, !addresses.empty)",
                "NetworkSite($location : location, !regionGiven)",
                "Deployment(calledFromPublicAddresses) $location : Location()"));

    assertThat(outcomes.keySet())
        .containsExactly(
            "acme.rule0",
            "acme.rule1",
            "acme.rule2",
            "acme.rule3",
            "acme.rule4",
            "acme.rule5",
            "acme.rule6",
            "acme.rule7",
            "acme.rule8");
    assertThat(outcomes.values()).containsOnly(Outcome.SATISFIED);
  }

  /** A flow, a host and a setting: nothing tells of any whether it holds. */
  @Test
  void undecided_advice_fares_alike_for_every_kind_of_demand() throws IOException {
    Path rules = folder.resolve("undecided.drl");
    Files.writeString(
        rules,
        """
        package acme.undecided;
        import dev.vnetproof.model.Location;
        import dev.vnetproof.rule.RequiredFlow;
        import dev.vnetproof.rule.RequiredHost;
        import dev.vnetproof.rule.RequiredSetting;

        rule "acme.all"
          when
            $location : Location()
          then
            insertLogical(RequiredFlow.outbound("acme.flow", $location).tcp(443).to("Sql").advised());
            insertLogical(RequiredHost.of("acme.host", $location, "example.org").tcp(443).advised());
            insertLogical(
              RequiredSetting.of("acme.setting", $location, "subnet", $location.subnet().isNotDelegated())
                .advised());
        end
        """);
    assertThat(ownOutcomes(environment(west -> {})))
        .containsExactly(
            Map.entry("acme.flow", Outcome.UNDETERMINED),
            Map.entry("acme.host", Outcome.UNDETERMINED),
            Map.entry("acme.setting", Outcome.UNDETERMINED));
  }

  private Map<String, Outcome> ownOutcomes(List<String> conditions) throws IOException {
    StringBuilder drl =
        new StringBuilder("package acme.facts;\nimport dev.vnetproof.model.Location;\n");
    for (String type :
        List.of(
            "SubnetRoute",
            "NetworkPermission",
            "FqdnPermission",
            "ForcedTunnel",
            "TunnelledService",
            "DnsServers",
            "SubnetRoom",
            "ControlPlane",
            "NetworkSite",
            "Deployment",
            "RequiredSetting")) {
      drl.append("import dev.vnetproof.rule.").append(type).append(";\n");
    }
    for (int i = 0; i < conditions.size(); i++) {
      drl.append("rule \"acme.rule")
          .append(i)
          .append("\"\n  when\n    ")
          .append(conditions.get(i))
          .append("\n  then\n    insertLogical(RequiredSetting.met(\"acme.rule")
          .append(i)
          .append("\", $location, \"subnet\"));\nend\n");
    }
    Files.writeString(folder.resolve("facts.drl"), drl);
    return ownOutcomes(
        environment(
            west ->
                west.firewall(
                    "fw",
                    "10.0.0.4",
                    "sql: 200 Allow Tcp * -> Sql:1433",
                    "crl: 300 Allow Http * -> crl.microsoft.com:80")));
  }

  private Map<String, Outcome> ownOutcomes(EnvironmentSnapshot snapshot) {
    Evaluation evaluation =
        Evaluator.builder().laterEditions(false).rules(folder).build().evaluate(snapshot);
    Map<String, Outcome> outcomes = new TreeMap<>();
    for (OutcomeEntry entry : evaluation.outcomes()) {
      if (entry.requirement().startsWith("acme.")) {
        outcomes.put(entry.requirement(), entry.outcome());
      }
    }
    return outcomes;
  }
}
