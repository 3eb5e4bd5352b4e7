package dev.vnetproof.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.vnetproof.importer.Sources;
import dev.vnetproof.importer.resource.Skips;
import dev.vnetproof.importer.resource.SourceAccount;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Writes what the inputs were: what {@code import --explain} tells. */
final class SourcesJson {
  private final JsonGenerator json;
  private final ReportLayout layout;

  SourcesJson(JsonGenerator json, ReportLayout layout) {
    this.json = json;
    this.layout = layout;
  }

  void write(Sources sources) throws IOException {
    SourceAccount account = sources.account();
    json.writeObjectFieldStart("sources");
    json.writeArrayFieldStart("read");
    for (Sources.ReadDocument document : sources.read()) {
      object("source", document.source(), "format", document.format());
    }
    json.writeEndArray();
    resources("joined", account.joined());
    resources("unused", account.unused());
    json.writeArrayFieldStart("skipped");
    for (Map.Entry<String, Skips> type : account.skipped().entrySet()) {
      layout.nextOnOneLine();
      json.writeStartObject();
      json.writeStringField("type", type.getKey());
      json.writeNumberField("count", type.getValue().count());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("passedOver");
    for (String ignored : sources.ignored()) {
      json.writeString(ignored);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("unknown");
    for (SourceAccount.Gap missing : account.unknown()) {
      object(
          "snapshot",
          missing.snapshot(),
          "pointer",
          missing.pointer(),
          "missing",
          missing.missing());
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void resources(String field, List<SourceAccount.Source> resources) throws IOException {
    json.writeArrayFieldStart(field);
    for (SourceAccount.Source one : resources) {
      object("type", one.type(), "id", one.id(), "source", one.source(), "pointer", one.pointer());
    }
    json.writeEndArray();
  }

  private void object(String... namesAndTexts) throws IOException {
    layout.nextOnOneLine();
    json.writeStartObject();
    for (int i = 0; i < namesAndTexts.length; i += 2) {
      json.writeStringField(namesAndTexts[i], namesAndTexts[i + 1]);
    }
    json.writeEndObject();
  }
}
