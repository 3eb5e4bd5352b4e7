package dev.vnetproof.catalogue;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vnetproof.model.AddressPrefixes;
import dev.vnetproof.model.Cloud;
import dev.vnetproof.model.Region;
import dev.vnetproof.rule.Edition;
import dev.vnetproof.rule.Requirement;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Reads the catalogue from a rules folder (YAML sidecars, as authors write them), and writes and
 * reads it as one JSON resource, which starts faster.
 */
public final class CatalogueFile {
  private static final String RESOURCE = "/META-INF/vnetproof/catalogue.json";
  private static final ObjectMapper JSON = new ObjectMapper();

  static final String CONTROL_PLANE = "data/control-plane-addresses.csv";

  private CatalogueFile() {}

  // ---- sidecars --------------------------------------------------------------------------------

  /**
   * Reads every sidecar below a folder, its {@code editions.yaml} and {@code
   * data/control-plane-addresses.csv} where they exist.
   *
   * @throws CatalogueException naming the file and what is expected
   */
  public static Catalogue readFolder(Path folder) {
    return parse(readFolderAsJson(folder), List.of());
  }

  /**
   * The same for a folder without editions of its own.
   *
   * @param editions those that its requirements may belong to
   */
  static Catalogue readFolder(Path folder, List<Edition> editions) {
    return parse(readFolderAsJson(folder), editions);
  }

  private static ObjectNode readFolderAsJson(Path folder) {
    ObjectNode all = JSON.createObjectNode();
    ArrayNode requirements = all.putArray("requirements");
    ArrayNode editions = all.putArray("editions");
    for (Path file : files(folder, ".yaml")) {
      JsonNode tree = Yaml.read(folder, file);
      if (file.getFileName().toString().equals("editions.yaml")) {
        tree.path("editions").forEach(editions::add);
        continue;
      }
      String section = text(folder, file, tree, "section");
      for (JsonNode entry : tree.path("requirements")) {
        ObjectNode copy = JSON.createObjectNode();
        for (String field :
            List.of("id", "title", "necessity", "appliesWhen", "why", "fix", "severity")) {
          copy.put(field, text(folder, file, entry, field));
        }
        copy.put("section", entry.path("section").asText(section));
        JsonNode page = entry.path("page").isMissingNode() ? tree.path("page") : entry.path("page");
        if (!page.isMissingNode()) {
          ObjectNode other = copy.putObject("page");
          other.put("title", text(folder, file, page, "title"));
          other.put("date", text(folder, file, page, "date"));
        }
        copy.put("tiers", entry.path("tiers").asText(tree.path("tiers").asText("every")));
        JsonNode pages =
            entry.path("pages").isMissingNode() ? tree.path("pages") : entry.path("pages");
        if (pages.isObject()) {
          copy.set("pages", pages);
        }
        copy.set("editions", entry.path("editions"));
        ArrayNode wordings = copy.putArray("wordings");
        for (JsonNode wording : entry.path("wordings")) {
          text(folder, file, wording, "since");
          text(folder, file, wording, "what");
          wordings.add(wording);
        }
        ArrayNode settings = copy.putArray("settings");
        for (JsonNode words : entry.path("settings")) {
          text(folder, file, words, "expects");
          text(folder, file, words, "observed");
          settings.add(words);
        }
        requirements.add(copy);
      }
    }
    ArrayNode rows = all.putArray("controlPlane");
    Path table = folder.resolve(CONTROL_PLANE);
    if (Files.exists(table)) {
      readTable(table, rows);
    }
    return all;
  }

  /** A sidecar as it stands. */
  static JsonNode yaml(Path folder, Path file) {
    return Yaml.read(folder, file);
  }

  static List<String> lines(Path folder, Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new CatalogueException(folder.relativize(file) + ": cannot be read");
    }
  }

  private static String text(Path folder, Path file, JsonNode node, String field) {
    JsonNode value = node.path(field);
    if (!value.isTextual() || value.textValue().isBlank()) {
      throw new CatalogueException(
          folder.relativize(file)
              + ": `"
              + field
              + "` of "
              + node.path("id").asText("the section")
              + " is missing; expected a text");
    }
    return value.textValue().strip();
  }

  private static void readTable(Path table, ArrayNode rows) {
    try {
      for (String line : Files.readAllLines(table)) {
        if (!line.startsWith("#") && !line.isBlank()) {
          String[] fields = line.split(",", -1);
          ObjectNode row = rows.addObject();
          row.put("cloud", fields[0]).put("region", fields[1]);
          row.put("global", fields[2].equals("global")).put("addresses", fields[3]);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The files below a folder with this ending, by path. */
  public static List<Path> files(Path folder, String ending) {
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.filter(Files::isRegularFile)
          .filter(file -> file.getFileName().toString().endsWith(ending))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new CatalogueException("`" + folder + "` cannot be read; expected a folder of rules");
    }
  }

  // ---- the resource ----------------------------------------------------------------------------

  /** Writes the catalogue of a rules folder below the folder of compiled classes. */
  public static void writeBuiltIn(Path rules, Path classes) {
    Path file = classes.resolve(RESOURCE.substring(1));
    try {
      ObjectNode json = readFolderAsJson(rules);
      parse(json, List.of());
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      JSON.writeValue(file.toFile(), json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Catalogue readBuiltIn() {
    try (InputStream in =
            Objects.requireNonNull(
                CatalogueFile.class.getResourceAsStream(RESOURCE), "built without rules");
        JsonParser parser = JSON.createParser(in)) {
      return parse(JSON.readTree(parser), List.of());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Catalogue parse(JsonNode json, List<Edition> known) {
    List<Edition> editions = new ArrayList<>();
    for (JsonNode entry : json.path("editions")) {
      editions.add(
          new Edition(
              entry.path("id").asText(),
              entry.path("title").asText(),
              entry.path("read").asText()));
    }
    List<Edition> all = editions.isEmpty() ? known : editions;
    List<List<Requirement>> requirements = new ArrayList<>();
    for (JsonNode entry : json.path("requirements")) {
      requirements.add(Entries.wordings(entry, all));
    }
    List<Catalogue.ControlPlaneRow> rows = new ArrayList<>();
    for (JsonNode row : json.path("controlPlane")) {
      rows.add(
          new Catalogue.ControlPlaneRow(
              cloud(row.path("cloud").asText()),
              Region.of(row.path("region").asText()),
              row.path("global").asBoolean(),
              AddressPrefixes.of(row.path("addresses").asText().split(" "))));
    }
    return new Catalogue(requirements, editions, rows);
  }

  private static Cloud cloud(String name) {
    for (Cloud cloud : Cloud.values()) {
      if (cloud.azureName().equals(name)) {
        return cloud;
      }
    }
    throw new CatalogueException(
        "cloud `" + name + "` is unknown; expected AzurePublic, AzureGovernment or AzureChina");
  }

  /** Loaded only where YAML is read, so that a start without authored rules does not pay for it. */
  private static final class Yaml {
    private static final ObjectMapper MAPPER =
        new com.fasterxml.jackson.dataformat.yaml.YAMLMapper();

    static JsonNode read(Path folder, Path file) {
      try {
        return MAPPER.readTree(file.toFile());
      } catch (JsonProcessingException e) {
        throw new CatalogueException(
            folder.relativize(file)
                + ":"
                + (e.getLocation() == null ? 1 : e.getLocation().getLineNr())
                + ": not readable as YAML: "
                + e.getOriginalMessage());
      } catch (IOException e) {
        throw new CatalogueException(folder.relativize(file) + ": cannot be read");
      }
    }
  }
}
