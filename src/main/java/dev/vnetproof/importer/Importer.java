package dev.vnetproof.importer;

import dev.vnetproof.importer.Format.Content;
import dev.vnetproof.importer.Imported.ReadDocument;
import dev.vnetproof.importer.azure.Assembly;
import dev.vnetproof.importer.azure.AzureJsonReader;
import dev.vnetproof.importer.azure.AzureResource;
import dev.vnetproof.importer.azure.SnapshotAssembler;
import dev.vnetproof.importer.azure.SourceAccount;
import dev.vnetproof.importer.json.JsonDocument;
import dev.vnetproof.importer.snapshot.SnapshotReader;
import dev.vnetproof.model.EnvironmentSnapshot;
import dev.vnetproof.model.SnapshotException;
import dev.vnetproof.model.SnapshotException.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Turns inputs into snapshots. What each input is, is told by its content, never by its name.
 *
 * <p>Immutable and thread-safe.
 */
public final class Importer {

  /** Azure's own JSON: REST, the az command, Resource Graph, PowerShell. */
  public static final Format AZURE =
      Format.ofResources("azure", AzureJsonReader::looksLikeAzure, AzureJsonReader::read);

  /** Our own snapshots. */
  public static final Format SNAPSHOT =
      Format.ofSnapshot("snapshot", SnapshotReader::looksLikeSnapshot, new SnapshotReader()::read);

  /** Asked in this order; a new format is one more line. */
  private static final List<Format> FORMATS = List.of(SNAPSHOT, AZURE);

  private final List<Format> formats;

  private Importer(List<Format> formats) {
    this.formats = List.copyOf(formats);
  }

  /** An importer of every format. */
  public static Importer standard() {
    return new Importer(FORMATS);
  }

  /** An importer of these formats only; the first that recognises a document reads it. */
  public static Importer of(List<Format> formats) {
    return new Importer(formats);
  }

  /**
   * Reads inputs that belong together: one file, or the files of one folder and those below it.
   * Resources are joined folder by folder; a folder without any API Management service lends its
   * resources to all others.
   */
  public Imported read(List<Input> inputs) {
    Reading reading = new Reading();
    inputs.stream()
        .sorted(Comparator.comparing(Input::name))
        .forEach(input -> input(reading, input));
    return reading.imported();
  }

  private void input(Reading reading, Input input) {
    for (Documents.Piece piece : Documents.of(input.bytes())) {
      try {
        document(
            reading, input, JsonDocument.parse(input.name(), piece.bytes(), piece.firstLine()));
      } catch (SnapshotException e) {
        reading.problems.addAll(e.problems());
      }
    }
  }

  private void document(Reading reading, Input input, JsonDocument document) {
    Optional<Format> format =
        formats.stream().filter(f -> f.recognises().test(document.root())).findFirst();
    if (format.isEmpty()) {
      if (input.named()) {
        reading.problems.add(document.problem("", unrecognised()));
      } else if (!reading.ignored.contains(input.name())) {
        reading.ignored.add(input.name());
      }
      return;
    }
    Content content = format.get().read().apply(document);
    reading.read.add(new ReadDocument(document.source(), format.get().name()));
    if (content instanceof Content.Snapshots whole) {
      reading.snapshots.addAll(whole.snapshots());
    } else if (content instanceof Content.Resources some) {
      reading
          .folders
          .computeIfAbsent(input.folder(), f -> new ArrayList<>())
          .addAll(some.resources());
      reading.problems.addAll(some.problems());
      reading.skipped = reading.skipped.and(some.skipped());
    }
  }

  private String unrecognised() {
    return "holds nothing to evaluate; expected one of: "
        + String.join(", ", formats.stream().map(Format::name).toList());
  }

  private static final class Reading {
    final List<EnvironmentSnapshot> snapshots = new ArrayList<>();
    final List<Problem> problems = new ArrayList<>();
    final List<ReadDocument> read = new ArrayList<>();
    final List<String> ignored = new ArrayList<>();
    final SortedMap<String, List<AzureResource>> folders = new TreeMap<>();
    SourceAccount skipped = SourceAccount.EMPTY;

    Imported imported() {
      SourceAccount account = join();
      return new Imported(
          snapshots.stream().sorted(ORDER).toList(),
          problems.stream().distinct().toList(),
          read.stream().distinct().toList(),
          ignored,
          account);
    }

    private SourceAccount join() {
      List<AzureResource> lent = new ArrayList<>();
      List<List<AzureResource>> joins = new ArrayList<>();
      for (List<AzureResource> folder : folders.values()) {
        if (folder.stream().anyMatch(SnapshotAssembler::isService)) {
          joins.add(folder);
        } else {
          lent.addAll(folder);
        }
      }
      if (joins.isEmpty() && !lent.isEmpty()) {
        joins.add(List.of());
        problems.add(
            new Problem(
                lent.get(0).document().source(),
                0,
                0,
                "",
                "holds Azure resources, but no API Management service; expected a"
                    + " `Microsoft.ApiManagement/service` among them (`az apim show`)"));
      }
      SourceAccount account = skipped;
      for (List<AzureResource> folder : joins) {
        List<AzureResource> all = new ArrayList<>(folder);
        all.addAll(lent);
        Assembly assembly = SnapshotAssembler.assemble(all);
        snapshots.addAll(assembly.snapshots());
        problems.addAll(assembly.problems());
        account = account.and(assembly.account());
      }
      return account;
    }

    private static final Comparator<EnvironmentSnapshot> ORDER =
        Comparator.comparing(EnvironmentSnapshot::source);
  }
}
