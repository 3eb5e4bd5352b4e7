package dev.vnetproof.importer;

import dev.vnetproof.importer.Format.Content;
import dev.vnetproof.importer.resource.SourceAccount.Gap;
import dev.vnetproof.importer.resource.SourceAccount.Linked;
import dev.vnetproof.importer.resource.Unresolved;
import dev.vnetproof.importer.snapshot.SnapshotReader;
import dev.vnetproof.importer.template.TemplateReader;
import dev.vnetproof.importer.template.TemplateReading;
import dev.vnetproof.importer.terraform.TerraformReader;
import dev.vnetproof.importer.terraform.TerraformResources;
import dev.vnetproof.model.Place;
import dev.vnetproof.model.SnapshotException.Problem;
import dev.vnetproof.source.JsonDocument;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** What documents of each format hold. */
final class Contents {
  private Contents() {}

  static Content snapshot(JsonDocument document) {
    SnapshotReader reader = new SnapshotReader();
    Optional<Problem> outside = reader.outside(document);
    return outside.isPresent()
        ? new Content.Outside(outside.get())
        : new Content.Snapshots(List.of(reader.read(document)));
  }

  static Content template(JsonDocument document) {
    return new Content.Template(
        document,
        (parameters, files, others, settings, shared) -> {
          TemplateReading reading =
              new TemplateReader().read(document, parameters, files, others, settings, shared);
          return new Content.Deployment(
              document,
              reading.resources(),
              new TreeMap<>(),
              reading.problems(),
              reading.assumptions(),
              reading.unreadLinks().stream().map(link -> unread(document, link)).toList(),
              reading.links().stream().map(link -> linked(document, link)).toList());
        });
  }

  static Content terraform(JsonDocument document) {
    TerraformResources read = new TerraformReader().read(document);
    return new Content.Deployment(
        document,
        read.resources(),
        read.skipped(),
        read.problems(),
        List.of(),
        read.unread(),
        List.of());
  }

  private static Gap unread(JsonDocument document, Unresolved link) {
    Place place = Place.of(link.pointer(), document.text().name());
    return new Gap(
        place.source(),
        place.pointer(),
        "the linked template `" + link.expression() + "` was not read");
  }

  private static Linked linked(JsonDocument document, TemplateReading.Link link) {
    Place place = Place.of(link.written().pointer(), document.text().name());
    return new Linked(place.source(), place.pointer(), link.written().expression(), link.file());
  }
}
