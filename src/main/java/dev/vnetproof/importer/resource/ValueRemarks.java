package dev.vnetproof.importer.resource;

import dev.vnetproof.model.SnapshotException.Problem;
import dev.vnetproof.source.DocumentPlace;
import dev.vnetproof.source.JsonDocument;
import dev.vnetproof.source.JsonDocument.Remark;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is to be said of values, by document, so that all their places are found in one pass. */
public final class ValueRemarks {
  private final Map<JsonDocument, List<Remark>> remarks = new LinkedHashMap<>();

  public void add(AzureNode node, String message) {
    DocumentPlace place = node.written();
    remarks
        .computeIfAbsent(place.document(), d -> new ArrayList<>())
        .add(new Remark(place.pointer(), message));
  }

  public List<Problem> problems() {
    return remarks.entrySet().stream()
        .flatMap(entry -> entry.getKey().problems(entry.getValue()).stream())
        .toList();
  }
}
