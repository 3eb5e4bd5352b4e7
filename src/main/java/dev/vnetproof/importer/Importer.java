package dev.vnetproof.importer;

import dev.vnetproof.importer.Format.Content;
import dev.vnetproof.importer.InputFiles.Found;
import dev.vnetproof.importer.azure.AzureJsonReader;
import dev.vnetproof.importer.azure.AzureRows;
import dev.vnetproof.importer.snapshot.SnapshotReader;
import dev.vnetproof.importer.template.DeploymentSettings;
import dev.vnetproof.importer.template.TemplateReader;
import dev.vnetproof.importer.template.TemplateText;
import dev.vnetproof.importer.terraform.TerraformReader;
import dev.vnetproof.model.SnapshotException;
import dev.vnetproof.model.SnapshotException.Problem;
import dev.vnetproof.source.Capacity;
import dev.vnetproof.source.InputBytes;
import dev.vnetproof.source.JsonDocument;
import dev.vnetproof.source.JsonReader;
import dev.vnetproof.source.table.Tables;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Turns inputs into snapshots. What each input is, is told by its content, never by its name.
 *
 * <p>Immutable and thread-safe: what one import uses up, no other one lacks.
 */
public final class Importer {

  /** Azure's own JSON: REST, the az command, Resource Graph, PowerShell. */
  static final Format AZURE =
      Format.ofResources("azure", AzureJsonReader::looksLikeAzure, AzureJsonReader::read);

  /** Our own snapshots. */
  static final Format SNAPSHOT =
      new Format("snapshot", SnapshotReader::looksLikeSnapshot, Contents::snapshot);

  /** Deployment templates, also those that {@code bicep build} prints. */
  static final Format TEMPLATE =
      new Format("template", TemplateReader::looksLikeTemplate, Contents::template);

  /** Parameter files of templates. */
  static final Format PARAMETERS =
      new Format("parameters", TemplateReader::looksLikeParameters, Content.Parameters::new);

  /** Plans and states of Terraform. */
  static final Format TERRAFORM =
      new Format("terraform", TerraformReader::looksLikeTerraform, Contents::terraform);

  /** Asked in this order; a new format is one more line. */
  private static final List<Format> FORMATS =
      List.of(SNAPSHOT, TEMPLATE, PARAMETERS, TERRAFORM, AZURE);

  private static final Set<String> MAY_HAVE_COMMENTS = Set.of(TEMPLATE.name(), PARAMETERS.name());

  private static final byte[] NOTHING = {};

  private final List<Format> formats;

  /** What {@link #as} chose. */
  private final Optional<Format> forced;

  /** What {@link #withParameters} gave. */
  private final Optional<Input> parameters;

  /** What {@link #withFilesBeside} gave; asked once for each import. */
  private final Supplier<FilesBeside> beside;

  /** What {@link #withDeployment} gave, by input. */
  private final Function<Input, DeploymentSettings> settings;

  private Importer(
      List<Format> formats,
      Optional<Format> forced,
      Optional<Input> parameters,
      Supplier<FilesBeside> beside,
      Function<Input, DeploymentSettings> settings) {
    this.formats = List.copyOf(formats);
    this.forced = forced;
    this.parameters = parameters;
    this.beside = beside;
    this.settings = settings;
  }

  /** An importer of every format. */
  public static Importer standard() {
    return of(FORMATS);
  }

  /** An importer of these formats only; the first that recognises a document reads it. */
  static Importer of(List<Format> formats) {
    return new Importer(
        formats,
        Optional.empty(),
        Optional.empty(),
        () -> FilesBeside.NONE,
        input -> DeploymentSettings.UNKNOWN);
  }

  /** What {@link #as} understands. */
  public List<String> formatNames() {
    return formats.stream().map(Format::name).toList();
  }

  /**
   * The same importer, which takes every input that the user named for one of this format. Of the
   * files that a folder holds, it reads those of this format alone; templates keep their parameter
   * files.
   *
   * @throws IllegalArgumentException if there is no such format
   */
  public Importer as(String format) {
    return formats.stream()
        .filter(f -> f.name().equalsIgnoreCase(format))
        .findFirst()
        .map(found -> new Importer(formats, Optional.of(found), parameters, beside, settings))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "`" + format + "` is not a format; expected one of: " + names()));
  }

  /**
   * The same importer, which evaluates every template with the parameters of this file and no
   * others. That it cannot be read is among the problems of an import.
   */
  public Importer withParameters(Path file) {
    return withParameters(Input.named(PathNames.of(file), InputBytes.of(file)));
  }

  /** The same importer, which evaluates every template with these parameters and no others. */
  public Importer withParameters(Input file) {
    return new Importer(formats, forced, Optional.of(file), beside, settings);
  }

  /**
   * The same importer, which may read more files than its inputs: those that a template links to.
   *
   * @param files makes the reader of one import, from whatever thread that runs in
   */
  public Importer withFilesBeside(Supplier<FilesBeside> files) {
    return new Importer(formats, forced, parameters, files, settings);
  }

  /**
   * The same importer, which knows more of the deployments that templates are used for.
   *
   * @param known by the input that holds the template
   */
  public Importer withDeployment(Function<Input, DeploymentSettings> known) {
    return new Importer(formats, forced, parameters, beside, known);
  }

  /**
   * Reads files and folders that belong together, with the files that templates link to. Every
   * problem is in the list of the result, that of a path that does not exist or holds nothing to
   * evaluate too; whatever else there is was read all the same.
   */
  public Imported read(Path... paths) {
    List<String> names = Stream.of(paths).map(Path::toString).toList();
    List<Found> found = names.stream().map(InputFiles::of).toList();
    Importer withLinks = withFilesBeside(SiblingFiles::new);
    return withLinks.read(InputFiles.inputs(found)).after(found).orNothing(names);
  }

  /**
   * Reads one input in memory.
   *
   * @param name how messages and reports name it
   * @param bytes of JSON or CSV in UTF-8, UTF-16 or UTF-32; not copied, must not change
   */
  public Imported read(String name, byte[] bytes) {
    return read(List.of(Input.named(name, bytes))).orNothing(List.of(name));
  }

  /**
   * Reads one input from a stream to its end, up to 1 GB, which it does not close; what is more
   * than a few megabytes is kept in a temporary file meanwhile.
   *
   * @param name how messages and reports name it
   */
  public Imported read(String name, InputStream stream) {
    List<Found> found = List.of(InputFiles.ofStream(name, stream));
    return read(InputFiles.inputs(found)).after(found).orNothing(List.of(name));
  }

  /**
   * Reads inputs that belong together: one file, or the files of one folder and those below it.
   * Resources are joined folder by folder; a folder without any API Management service lends its
   * resources to all others. A template or a plan that makes a service is an environment of its
   * own, once for each parameter file that belongs to it; a template that another one links to is
   * part of that one.
   */
  public Imported read(List<Input> inputs) {
    return read(inputs, new Capacity(Capacity.STANDARD));
  }

  /**
   * @param capacity how much of all inputs together may be kept
   */
  Imported read(List<Input> inputs, Capacity capacity) {
    Reading reading = reading(capacity);
    inputs.stream()
        .sorted(Comparator.comparing(Input::name))
        .forEach(input -> input(reading, input));
    return reading.imported();
  }

  /** Whether {@link #as} leaves room for native snapshots. */
  boolean mayBeSnapshots() {
    return forced.map(format -> format.name().equals(SNAPSHOT.name())).orElse(true);
  }

  /** An empty one. */
  Reading reading(Capacity capacity) {
    JsonReader json = new JsonReader(AzureRows.FILTER, capacity);
    FilesBeside files = beside.get();
    Reading reading =
        new Reading(capacity, json, (named, name) -> linked(json, files, named, name), settings);
    parameters.ifPresent(file -> parameters(reading, file));
    return reading;
  }

  private void parameters(Reading reading, Input file) {
    try {
      InputBytes utf8 = reading.json.utf8(file.name(), file.bytes());
      JsonDocument document = parse(reading.json, file.name(), utf8, 1);
      if (!document.root().isObject()) {
        throw new SnapshotException(
            List.of(document.problem("", "is no parameter file; expected an object")));
      }
      reading.read(document, PARAMETERS, true);
      reading.given = Optional.of(document);
    } catch (SnapshotException e) {
      reading.problems.addAll(
          NotJson.describe(file.bytes())
              .map(other -> List.of(new Problem(file.name(), 0, 0, "", other)))
              .orElseGet(e::problems));
    }
  }

  /** Whatever one input does to us, the others are read. */
  private void input(Reading reading, Input input) {
    try {
      content(reading, input);
    } catch (OutOfMemoryError e) {
      reading.problems.add(TooMuchMemory.problem(input));
    } catch (RuntimeException | StackOverflowError e) {
      reading.fault(input.name(), e);
    }
  }

  private void content(Reading reading, Input input) {
    try {
      InputBytes utf8 = reading.json.utf8(input.name(), input.bytes());
      Optional<Character> separator = Tables.separator(input.name(), utf8);
      if (separator.isPresent()) {
        Tables tables = new Tables(AzureRows.FILTER, reading.capacity);
        document(reading, input, tables.read(input.name(), utf8, separator.get()));
      } else {
        Documents.cut(utf8, piece -> document(reading, input, piece));
      }
    } catch (SnapshotException e) {
      reading.problems.addAll(e.problems());
    } catch (IOException e) {
      reading.problems.add(JsonReader.unreadable(input.name()));
    }
  }

  /** Whether the documents behind this one are wanted. */
  boolean document(Reading reading, Input input, Documents.Piece piece) {
    if (reading.problems.isFull(input.name())
        && piece.held().filter(Importer::isNoJson).isPresent()) {
      reading.problems.more(input.name());
      return true;
    }
    try {
      document(reading, input, parse(reading.json, input.name(), piece.utf8(), piece.firstLine()));
      return true;
    } catch (SnapshotException e) {
      if (reading.problems.isFull(input.name())) {
        reading.problems.more(input.name());
        return !reading.capacity.ranOut();
      }
      Optional<String> other = NotJson.describe(piece.utf8());
      if (other.isPresent()) {
        reading.problems.add(new Problem(input.name(), 0, 0, "", other.get()));
        return false;
      }
      reading.problems.addAll(input.name(), e);
      return !reading.capacity.ranOut();
    } catch (RuntimeException | StackOverflowError e) {
      reading.fault(input.name(), e);
      return true;
    }
  }

  private static boolean isNoJson(byte[] line) {
    return JsonReader.isRefused(line) && JsonReader.isRefused(TemplateText.asJson(line));
  }

  /** Templates and their parameters may have comments and the like; nothing else may. */
  private JsonDocument parse(JsonReader json, String source, InputBytes utf8, int firstLine) {
    try {
      return json.read(source, utf8, firstLine);
    } catch (SnapshotException refused) {
      return asJson(json, source, utf8, firstLine).orElseThrow(() -> refused);
    }
  }

  private Optional<JsonDocument> asJson(
      JsonReader json, String source, InputBytes utf8, int firstLine) {
    try {
      byte[] text = utf8.whole(JsonReader.HELD).orElse(NOTHING);
      if (Arrays.equals(TemplateText.asJson(text), text)) {
        return Optional.empty();
      }
      InputBytes plain =
          () ->
              InputBytes.of(TemplateText.asJson(utf8.whole(JsonReader.HELD).orElse(NOTHING)))
                  .open();
      JsonDocument document = json.read(source, plain, firstLine);
      Optional<Format> format = forced.or(() -> format(document));
      if (format.isPresent() && MAY_HAVE_COMMENTS.contains(format.get().name())) {
        return Optional.of(document);
      }
      document.resize(0);
      return Optional.empty();
    } catch (SnapshotException | IOException e) {
      return Optional.empty();
    }
  }

  private Optional<Format> format(JsonDocument document) {
    if (isOwnReport(document)) {
      return Optional.empty(); // It names resources, but is none.
    }
    return formats.stream().filter(f -> f.recognises().test(document.root())).findFirst();
  }

  Optional<Format> format(Input input, JsonDocument document) {
    if (forced.isEmpty()) {
      return format(document);
    }
    Format format = forced.get();
    boolean beside =
        format.name().equals(TEMPLATE.name()) && PARAMETERS.recognises().test(document.root());
    if (beside) {
      return Optional.of(PARAMETERS);
    }
    return input.named() || format.recognises().test(document.root()) ? forced : Optional.empty();
  }

  /** A report that was kept beside what it reports on is nothing to mention. */
  private static boolean isOwnReport(JsonDocument document) {
    return document.root().has("report") && document.root().has("tool");
  }

  private void document(Reading reading, Input input, JsonDocument document) {
    long kept = 0;
    try {
      Optional<Format> format = format(input, document);
      if (format.isPresent()) {
        Content content = format.get().read().apply(document);
        kept = content.size(document);
        reading.read(document, format.get(), kept > 0);
        reading.add(input, content);
      } else if (input.named() && reading.problems.isFull(input.name())) {
        reading.problems.more(input.name());
      } else if (input.named()) {
        reading.problems.add(
            document.problem("", "holds nothing to evaluate; expected one of: " + names()));
      } else if (!isOwnReport(document)) {
        reading.ignore(input.name());
      }
    } finally {
      document.resize(kept);
    }
  }

  private String names() {
    return String.join(", ", formatNames());
  }

  /** A file beside an input that was named, read as that input would be. */
  private Optional<JsonDocument> linked(
      JsonReader json, FilesBeside files, Input named, String name) {
    return files
        .read(named, name)
        .map(file -> parse(json, file.name(), json.utf8(file.name(), file.bytes()), 1));
  }
}
