package dev.vnetproof.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.vnetproof.fuzz.Seeds.Seed;
import dev.vnetproof.fuzz.Seeds.SeedFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The words that readers look for: property names of the snapshot's schema and of the fixtures, and
 * what the importers' sources hold in quotes.
 */
final class Vocabulary {
  private static final Path SCHEMA =
      Path.of("src/main/resources/dev/vnetproof/importer/snapshot/snapshot.schema.json");
  private static final Path IMPORTERS = Path.of("src/main/java/dev/vnetproof/importer");
  private static final Pattern WORD = Pattern.compile("\"([$@A-Za-z_][\\w$./@-]{1,60})\"");

  private Vocabulary() {}

  static List<String> of(List<Seed> seeds) {
    Set<String> words = new TreeSet<>();
    try (Stream<Path> sources = Files.walk(IMPORTERS)) {
      for (Path source : sources.filter(Files::isRegularFile).toList()) {
        addWords(words, Files.readString(source));
      }
      addWords(words, Files.readString(SCHEMA));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    for (Seed seed : seeds) {
      for (SeedFile file : seed.files()) {
        Json.parse(file.text()).stream()
            .flatMap(json -> json.all().stream())
            .filter(json -> !json.key.isEmpty())
            .forEach(json -> words.add(json.key));
      }
    }
    return List.copyOf(words);
  }

  private static void addWords(Set<String> words, String text) {
    WORD.matcher(text).results().forEach(match -> words.add(match.group(1)));
  }

  /** As libFuzzer reads a dictionary. */
  static byte[] dictionary(List<String> words) {
    StringBuilder text = new StringBuilder();
    for (String word : words) {
      text.append("\"\\\"").append(word).append("\\\"\"\n");
    }
    return text.toString().getBytes(UTF_8);
  }
}
