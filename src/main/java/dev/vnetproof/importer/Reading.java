package dev.vnetproof.importer;

import dev.vnetproof.importer.Format.Content;
import dev.vnetproof.importer.Sources.ReadDocument;
import dev.vnetproof.importer.TemplatePairs.Pair;
import dev.vnetproof.importer.azure.AzureRows;
import dev.vnetproof.importer.azure.SourceAccount;
import dev.vnetproof.importer.json.Capacity;
import dev.vnetproof.importer.json.JsonDocument;
import dev.vnetproof.importer.json.JsonReader;
import dev.vnetproof.importer.json.SourceText;
import dev.vnetproof.model.EnvironmentSnapshot;
import dev.vnetproof.model.SnapshotException;
import dev.vnetproof.model.SnapshotException.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Collects what documents hold until all of it is there and can be joined. */
final class Reading {
  final Capacity capacity;
  final JsonReader json;
  final List<Problem> problems = new ArrayList<>();
  private final Set<ReadDocument> read = new LinkedHashSet<>();
  private final List<SourceText> texts = new ArrayList<>();

  /** The parameters that the user gave for all templates. */
  Optional<JsonDocument> given = Optional.empty();

  private final List<EnvironmentSnapshot> snapshots = new ArrayList<>();
  private final List<String> ignored = new ArrayList<>();
  private final TemplatePairs pairs = new TemplatePairs();
  private final Joins joins = new Joins();

  Reading(Capacity capacity) {
    this.capacity = capacity;
    this.json = new JsonReader(AzureRows.FILTER, capacity);
  }

  void ignore(String name) {
    if (!ignored.contains(name)) {
      ignored.add(name);
    }
  }

  /**
   * Notes that the document was taken for {@code format}.
   *
   * @param isKept whether anything of it may have to be found again
   */
  void read(JsonDocument document, Format format, boolean isKept) {
    read.add(new ReadDocument(document.source(), format.name()));
    if (isKept) {
      texts.add(document.text());
    }
  }

  void add(Input input, Content content) {
    if (content instanceof Content.Snapshots whole) {
      snapshots.addAll(whole.snapshots());
    } else if (content instanceof Content.Resources some) {
      problems.addAll(some.printed().problems());
      joins.add(input.folder(), some);
    } else if (content instanceof Content.Deployment one) {
      problems.addAll(one.problems());
      joins.add(input.folder(), "", false, one);
    } else if (content instanceof Content.Template template) {
      pairs.add(input, template);
    } else if (content instanceof Content.Parameters parameters) {
      pairs.add(input, parameters);
    }
  }

  Imported imported() {
    for (Pair pair : given.map(pairs::with).orElseGet(pairs::pairs)) {
      try {
        Content.Deployment deployment = pair.template().deployment().apply(pair.parameters());
        problems.addAll(deployment.problems());
        joins.add(pair.folder(), pair.variant(), pair.isOneOfSeveral(), deployment);
      } catch (SnapshotException e) {
        problems.addAll(e.problems());
      }
    }
    if (given.isEmpty()) {
      unpaired();
    }
    SourceAccount account = joins.join(snapshots, problems);
    return new Imported(
        snapshots.stream().sorted(Comparator.comparing(EnvironmentSnapshot::source)).toList(),
        problems.stream().distinct().toList(),
        new Sources(List.copyOf(read), ignored, account, Places.of(texts)));
  }

  private void unpaired() {
    for (TemplatePairs.Found parameters : pairs.unpaired()) {
      String name = parameters.input().name();
      read.removeIf(r -> r.source().equals(name));
      if (parameters.input().named()) {
        problems.add(
            new Problem(
                name,
                0,
                0,
                "",
                "holds parameters, but for no template among the inputs; expected the template too"));
      } else {
        ignore(name);
      }
    }
  }
}
