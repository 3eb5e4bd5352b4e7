package dev.vnetproof.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.vnetproof.evaluation.ReportedFinding;
import dev.vnetproof.importer.Places;
import dev.vnetproof.model.Missing;
import dev.vnetproof.rule.Block;
import dev.vnetproof.rule.DecidedBy;
import dev.vnetproof.rule.Finding;
import dev.vnetproof.rule.Witness;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes one finding. */
final class FindingJson {
  private final JsonGenerator json;
  private final ReportLayout layout;
  private final String edition;

  /** By the pointer of what decides. */
  private final Map<String, Places.Found> places;

  FindingJson(
      JsonGenerator json, ReportLayout layout, String edition, Map<String, Places.Found> places) {
    this.json = json;
    this.layout = layout;
    this.edition = edition;
    this.places = places;
  }

  void write(ReportedFinding reported) throws IOException {
    Finding finding = reported.finding();
    List<Block> blocks = finding.blocks();
    json.writeStartObject();
    json.writeStringField("kind", finding.kind().name());
    json.writeStringField("requirement", finding.requirement());
    json.writeStringField("location", reported.location());
    json.writeStringField("severity", reported.severity().name());
    json.writeStringField("message", finding.message());
    if (blocks.isEmpty()) {
      json.writeNullField("witness");
      json.writeNullField("decidedBy");
    } else {
      witness(blocks.get(0).witness());
      decidedBy(blocks.get(0).decidedBy());
    }
    if (blocks.size() > 1) {
      json.writeArrayFieldStart("alsoDecidedBy");
      for (Block block : blocks.subList(1, blocks.size())) {
        json.writeStartObject();
        json.writeStringField("demand", block.demand());
        witness(block.witness());
        decidedBy(block.decidedBy());
        json.writeEndObject();
      }
      json.writeEndArray();
    }
    text("missing", finding.missing().map(Missing::text));
    text("missingKind", finding.missing().map(missing -> missing.kind().reportName()));
    text("fix", finding.fix());
    json.writeFieldName("source");
    smallObject();
    json.writeStringField("edition", edition);
    json.writeStringField("section", reported.requirement().section());
    if (reported.requirement().page().isPresent()) {
      json.writeStringField("page", reported.requirement().page().get().title());
      json.writeStringField("date", reported.requirement().page().get().date());
    }
    json.writeEndObject();
    json.writeStringField("fingerprint", reported.fingerprint());
    json.writeEndObject();
  }

  private void witness(Optional<Witness> witness) throws IOException {
    if (witness.isEmpty()) {
      json.writeNullField("witness");
      return;
    }
    json.writeFieldName("witness");
    smallObject();
    if (witness.get() instanceof Witness.PacketWitness packet) {
      packet(packet);
    } else if (witness.get() instanceof Witness.HostWitness host) {
      json.writeStringField("host", host.host());
      json.writeNumberField("port", host.port());
    } else {
      throw new IllegalStateException("a kind of witness the report has no words for");
    }
    json.writeEndObject();
  }

  private void packet(Witness.PacketWitness packet) throws IOException {
    json.writeStringField("direction", packet.direction().azureName());
    json.writeStringField("protocol", packet.protocol().azureName());
    known("sourceAddress", packet.sourceAddress());
    known("sourceTag", packet.sourceTag().map(tag -> tag.name()));
    json.writeNumberField("sourcePort", packet.sourcePort());
    known("destinationAddress", packet.destinationAddress());
    known("destinationTag", packet.destinationTag().map(tag -> tag.name()));
    json.writeNumberField("destinationPort", packet.destinationPort());
    known("host", packet.host());
  }

  private void decidedBy(DecidedBy decidedBy) throws IOException {
    json.writeFieldName("decidedBy");
    smallObject();
    json.writeStringField("type", decidedBy.type());
    if (decidedBy instanceof DecidedBy.BySecurityRule rule) {
      json.writeStringField("networkSecurityGroup", rule.networkSecurityGroup());
      json.writeStringField("rule", rule.rule());
      json.writeNumberField("priority", rule.priority());
    } else if (decidedBy instanceof DecidedBy.ByRoute route) {
      text("routeTable", route.routeTable());
      json.writeStringField("route", route.route());
      json.writeStringField("addressPrefix", route.prefix());
      json.writeStringField("nextHopType", route.nextHopType());
    } else if (decidedBy instanceof DecidedBy.ByFirewall firewall) {
      json.writeStringField("firewall", firewall.firewall());
      text("rule", firewall.rule());
    } else if (decidedBy instanceof DecidedBy.ByDns dns) {
      json.writeStringField("server", dns.server());
    } else if (decidedBy instanceof DecidedBy.BySetting setting) {
      json.writeStringField("property", setting.property());
    }
    place(decidedBy);
    json.writeEndObject();
  }

  /** Where it stands in the inputs, or in the snapshot where no input is known. */
  private void place(DecidedBy decidedBy) throws IOException {
    String pointer = decidedBy.pointer();
    Places.Found found = places.get(pointer);
    if (found != null) {
      json.writeStringField("source", found.source());
      json.writeStringField("pointer", found.pointer());
      json.writeNumberField("line", found.line());
      json.writeNumberField("column", found.column());
    } else if (!pointer.isEmpty() && !(decidedBy instanceof DecidedBy.BySetting)) {
      json.writeStringField("pointer", pointer);
    }
  }

  /** Left out where it is not known. */
  private void known(String field, Optional<String> value) throws IOException {
    if (value.isPresent()) {
      json.writeStringField(field, value.get());
    }
  }

  /** Null where there is none. */
  private void text(String field, Optional<String> value) throws IOException {
    if (value.isPresent()) {
      json.writeStringField(field, value.get());
    } else {
      json.writeNullField(field);
    }
  }

  private void smallObject() throws IOException {
    layout.nextOnOneLine();
    json.writeStartObject();
  }
}
