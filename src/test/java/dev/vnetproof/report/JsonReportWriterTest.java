package dev.vnetproof.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonReportWriterTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static final String EXPECTED =
      """
      {
        "report": "1",
        "tool": { "name": "vnetproof", "version": "1.2.3" },
        "edition": "2023-01-06",
        "serviceTags": [
          { "cloud": "AzurePublic", "changeNumber": 374 },
          { "cloud": "AzureGovernment", "changeNumber": 7 }
        ],
        "sources": {
          "read": [
            { "source": "nsg.json", "format": "azure" },
            { "source": "prod.json", "format": "snapshot" }
          ],
          "joined": [
            { "type": "Microsoft.Network/networkSecurityGroups", "id": "/n", "source": "nsg.json", "pointer": "/0" }
          ],
          "unused": [
            { "type": "Microsoft.Network/routeTables", "id": "/r", "source": "nsg.json", "pointer": "/1" }
          ],
          "skipped": [
            { "type": "microsoft.compute/disks", "count": 3 }
          ],
          "passedOver": [
            "package.json"
          ],
          "unknown": [
            { "snapshot": "contoso-prod", "pointer": "/deployment/sku", "missing": "sku of `contoso`" }
          ]
        },
        "snapshots": [
          {
            "name": "contoso-prod",
            "source": "prod.json",
            "summary": { "violations": 1, "recommendations": 1, "undetermined": 1, "satisfied": 1, "notApplicable": 0 },
            "outcomes": [
              { "requirement": "dns.port-53", "location": "westus", "outcome": "UNDETERMINED" },
              { "requirement": "entra.endpoints", "location": "westus", "outcome": "ADVISED" },
              { "requirement": "ports.sql", "location": "westus", "outcome": "VIOLATED" },
              { "requirement": "ports.storage", "location": "westus", "outcome": "SATISFIED" }
            ],
            "findings": [
              {
                "kind": "UNDETERMINED",
                "requirement": "dns.port-53",
                "location": "westus",
                "severity": "HIGH",
                "message": "It cannot be decided.",
                "witness": null,
                "decidedBy": { "type": "dns", "server": "10.50.0.4" },
                "alsoDecidedBy": [
                  {
                    "demand": "outbound UDP 53",
                    "witness": null,
                    "decidedBy": { "type": "setting", "property": "/locations/0/dns", "source": "prod.json", "pointer": "/locations/0/dns", "line": 2, "column": 12 }
                  }
                ],
                "missing": "/locations/0/dns/servers",
                "missingKind": "property",
                "fix": null,
                "source": { "edition": "2023-01-06", "section": "Required ports", "page": "Name resolution", "date": "2024-08-02" },
                "fingerprint": "0123456789abcdef"
              },
              {
                "kind": "RECOMMENDATION",
                "requirement": "entra.endpoints",
                "location": "westus",
                "severity": "LOW",
                "message": "It stops at the firewall.",
                "witness": { "host": "login.microsoftonline.com", "port": 443 },
                "decidedBy": { "type": "firewall", "firewall": "afw-hub", "rule": null },
                "missing": null,
                "missingKind": null,
                "fix": null,
                "source": { "edition": "2023-01-06", "section": "Required ports" },
                "fingerprint": "0123456789abcdef"
              },
              {
                "kind": "VIOLATION",
                "requirement": "ports.sql",
                "location": "westus",
                "severity": "HIGH",
                "message": "Outbound TCP 1433 to Sql stops.",
                "witness": { "direction": "Outbound", "protocol": "Tcp", "sourceAddress": "10.0.1.4", "sourcePort": 49152, "destinationAddress": "13.71.195.0", "destinationTag": "Sql", "destinationPort": 1433 },
                "decidedBy": { "type": "securityRule", "networkSecurityGroup": "nsg-apim", "rule": "deny-internet", "priority": 4000, "pointer": "nsg.json#/0/securityRules/3" },
                "alsoDecidedBy": [
                  {
                    "demand": "outbound TCP 1433 to Sql",
                    "witness": null,
                    "decidedBy": { "type": "route", "routeTable": "rt", "route": "default", "addressPrefix": "0.0.0.0/0", "nextHopType": "None", "source": "prod.json", "pointer": "/locations/0/routeTable/routes/0", "line": 3, "column": 33 }
                  }
                ],
                "missing": null,
                "missingKind": null,
                "fix": "Add a rule.",
                "source": { "edition": "2023-01-06", "section": "Required ports" },
                "fingerprint": "0123456789abcdef"
              }
            ],
            "notJudged": [
              { "type": "microsoft.compute/disks", "name": "d", "why": "no bearing" },
              { "type": "microsoft.compute/disks", "name": "... and 2 more", "why": "no bearing" }
            ],
            "assumptions": [
              {
                "subject": "cloud",
                "value": "AzurePublic",
                "why": "nothing says it"
              }
            ]
          },
          {
            "name": "staging",
            "source": "staging.json",
            "summary": { "violations": 0, "recommendations": 0, "undetermined": 0, "satisfied": 1, "notApplicable": 1 },
            "outcomes": [
              { "requirement": "ports.external-cache", "location": "westus", "outcome": "NOT_APPLICABLE" },
              { "requirement": "ports.storage", "location": "westus", "outcome": "SATISFIED" }
            ],
            "findings": [],
            "notJudged": [],
            "assumptions": []
          }
        ],
        "errors": [
          {
            "source": "bad.json",
            "line": 41,
            "column": 22,
            "pointer": "/locations/0",
            "message": "`70` is out of range"
          },
          {
            "source": "no.json",
            "line": null,
            "column": null,
            "pointer": "",
            "message": "does not exist; expected a file"
          }
        ]
      }
      """;

  @Test
  void a_report_is_written_in_full_and_sorted() {
    assertThat(JsonReportWriter.text(Reports.full())).isEqualTo(EXPECTED);
  }

  @Test
  void a_line_is_one_element_of_the_snapshots() throws IOException {
    StringWriter lines = new StringWriter();
    JsonReportWriter.writeLines(Reports.full(), lines);
    JsonNode snapshots = MAPPER.readTree(EXPECTED).get("snapshots");
    assertThat(lines.toString()).isEqualTo(snapshots.get(0) + "\n" + snapshots.get(1) + "\n");
  }

  @Test
  void a_report_is_valid_by_its_schema() throws IOException {
    assertThat(violations(MAPPER.readTree(JsonReportWriter.text(Reports.full())))).isEmpty();
  }

  @Test
  void the_schema_refuses_what_no_report_may_hold() throws IOException {
    JsonNode report = MAPPER.readTree(EXPECTED);
    ((ObjectNode) report.at("/snapshots/0/findings/0")).remove("witness");
    ((ObjectNode) report.at("/snapshots/0/findings/1/decidedBy")).put("type", "magic");
    ((ObjectNode) report.at("/snapshots/0/summary")).put("violations", -1);
    assertThat(violations(report))
        .anyMatch(v -> v.startsWith("/snapshots/0/findings/0:"))
        .anyMatch(v -> v.startsWith("/snapshots/0/findings/1/decidedBy"))
        .anyMatch(v -> v.startsWith("/snapshots/0/summary/violations:"));
  }

  private static List<String> violations(JsonNode report) throws IOException {
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(MAPPER.readTree(ReportSchema.text()));
    return schema.validate(report).stream()
        .map(error -> error.getInstanceLocation() + ": " + error.getMessage())
        .toList();
  }
}
