package dev.vnetproof.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vnetproof.importer.Sources;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextReportWriterTest {

  @Test
  void findings_stand_below_their_location_worst_first() throws IOException {
    assertThat(text(new TextReportWriter(80, false, false), Reports.full()))
        .isEqualTo(
            """
            contoso-prod  westus  1 violation, 1 undetermined, 1 recommendation, 1 satisfied  (prod.json)

              VIOLATION ports.sql (high) Title of ports.sql
                Outbound TCP 1433 to Sql stops.
                witness   Tcp 10.0.1.4:49152 -> Sql 13.71.195.0:1433
                decided   rule `deny-internet` (priority 4000) of `nsg-apim`
                also      route `default` (0.0.0.0/0 -> None) of `rt` (prod.json:3)
                fix       Add a rule.
                source    Required ports

              UNDETERMINED dns.port-53 (high) Title of dns.port-53
                It cannot be decided.
                may stop  DNS server `10.50.0.4`
                also      `/locations/0/dns` (prod.json:2)
                missing   the DNS servers of the virtual network
                          (`/locations/0/dns/servers`)
                source    Name resolution (2024-08-02), Required ports

              RECOMMENDATION entra.endpoints (low) Title of entra.endpoints
                It stops at the firewall.
                witness   login.microsoftonline.com:443
                decided   firewall `afw-hub`, which has no rule that allows it
                source    Required ports

              not judged  3 x microsoft.compute/disks (d, ...): no bearing
              assumed     cloud is AzurePublic: nothing says it

            staging  westus  meets every requirement that applies: 1 satisfied, 1 not applicable  (staging.json)

            2 environments, edition 2023-01-06, service tags of AzurePublic no. 374, service
            tags of AzureGovernment no. 7: 1 violation, 1 undetermined, 1 recommendation, 2
            satisfied, 1 not applicable
            """);
  }

  @Test
  void one_thing_that_is_missing_is_told_once_and_first() throws IOException {
    String text = text(new TextReportWriter(80, false, false), Reports.waiting());

    assertThat(text)
        .isEqualTo(
            """
            contoso-prod  westus  3 undetermined  (prod.json)

              UNDETERMINED 2 requirements wait for one thing
                not known the virtual network `vnet`, which is not in the input
                step      Add the output of `az network vnet show --ids
                          /subscriptions/s/virtualNetworks/vnet` to the input, or the
                          template that deploys it.
                waiting   ports.sql, subnet.size
                may stop  rule `deny-internet` (priority 4000) of `nsg-apim`

              UNDETERMINED dns.forwarding (high) Title of dns.forwarding
                It cannot be decided.
                missing   whether the DNS servers resolve Azure's public names
                          (`/locations/0/dns/forwardsAzureNames`)
                source    Name resolution (2024-08-02), Required ports

            1 environment, edition 2023-01-06, service tags by name: 3 undetermined
            """);
  }

  @Test
  void violations_only_says_nothing_of_what_is_well() throws IOException {
    assertThat(text(new TextReportWriter(80, false, true), Reports.full()))
        .startsWith("contoso-prod  westus  1 violation")
        .doesNotContain("UNDETERMINED", "RECOMMENDATION", "staging", "environments");
    Report fine = report(Reports.fine("staging", "staging.json"));
    assertThat(text(new TextReportWriter(80, false, true), fine)).isEmpty();
  }

  @Test
  void text_of_an_input_cannot_steer_the_terminal() throws IOException {
    Report hostile = report(Reports.fine("evil\u001b[2Jname\u202e", "a\nb.json"));
    assertThat(text(new TextReportWriter(80, false, false), hostile))
        .startsWith("evil\\u001b[2Jname\\u202e  westus  ")
        .contains("(a\\u000ab.json)\n");
  }

  @Test
  void colours_mark_kinds_and_nothing_else_changes() throws IOException {
    String plain = text(new TextReportWriter(80, false, false), Reports.full());
    String coloured = text(new TextReportWriter(80, true, false), Reports.full());
    assertThat(coloured).contains("\u001b[31;1mVIOLATION\u001b[0m");
    assertThat(coloured.replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(plain);
  }

  private static Report report(dev.vnetproof.evaluation.Evaluation evaluation) {
    return new Report(
        new Tool("vnetproof", "1"),
        "2023-01-06",
        List.of(),
        List.of(evaluation),
        List.of(),
        Sources.NONE);
  }

  private static String text(TextReportWriter writer, Report report) throws IOException {
    StringWriter out = new StringWriter();
    writer.write(report, out);
    return out.toString();
  }
}
