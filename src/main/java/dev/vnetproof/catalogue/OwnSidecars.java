package dev.vnetproof.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands beside the rules of a folder of one's own: it describes requirements of its own, and
 * leaves the built-in ones, the editions and Microsoft's tables as they are.
 */
public final class OwnSidecars {
  private static final Pattern ID =
      Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*(\\.[a-z0-9]+(-[a-z0-9]+)*)+");
  private static final List<String> KINDS =
      List.of("violated", "satisfied", "undetermined", "not-applicable", "near-miss");
  private static final List<String> OUTCOMES =
      List.of("VIOLATED", "UNDETERMINED", "ADVISED", "SATISFIED", "NOT_APPLICABLE");

  private final Path folder;
  private final Catalogue builtIn;
  private final List<Entry> entries = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();

  /**
   * @param place file and line
   */
  private record Entry(String id, String place, JsonNode tree) {}

  private OwnSidecars(Path folder, Catalogue builtIn) {
    this.folder = folder;
    this.builtIn = builtIn;
  }

  /**
   * The built-in catalogue and what a folder describes besides.
   *
   * @throws CatalogueException if a file cannot be read, or describes what is not its own, naming
   *     file, line and what is expected
   */
  public static Catalogue builtInAnd(Path folder) {
    Catalogue builtIn = Catalogue.builtIn();
    OwnSidecars own = new OwnSidecars(folder, builtIn);
    own.refuse();
    if (!own.problems.isEmpty()) {
      throw new CatalogueException(String.join("\n", own.problems));
    }
    return builtIn.and(CatalogueFile.readFolder(folder, builtIn.editions()));
  }

  /**
   * What an author should mend, beyond what {@link #builtInAnd} refuses.
   *
   * @param demanded the ids that the folder's rules speak for, and where
   */
  public static List<String> lint(Path folder, Map<String, String> demanded) {
    OwnSidecars own = new OwnSidecars(folder, Catalogue.builtIn());
    own.refuse();
    own.problems.clear();
    own.entries.forEach(own::lint);
    if (!own.entries.isEmpty()) {
      own.compare(demanded);
    }
    return own.problems;
  }

  // ---- refused ----------------------------------------------------------------------------------

  private void refuse() {
    Path table = folder.resolve(CatalogueFile.CONTROL_PLANE);
    if (Files.exists(table)) {
      problems.add(
          CatalogueFile.CONTROL_PLANE + ": own rules have no table of control plane addresses");
    }
    for (Path file : CatalogueFile.files(folder, ".yaml")) {
      String path = folder.relativize(file).toString().replace('\\', '/');
      if (file.getFileName().toString().equals("editions.yaml")) {
        problems.add(path + ": own rules have no editions; expected those of the document");
        continue;
      }
      List<String> lines = CatalogueFile.lines(folder, file);
      int line = 0;
      for (JsonNode tree : CatalogueFile.yaml(folder, file).path("requirements")) {
        String id = tree.path("id").asText();
        line = lineOf(id, lines, line);
        entries.add(new Entry(id, path + ":" + line, tree));
      }
    }
    Map<String, String> seen = new HashMap<>();
    for (Entry entry : entries) {
      refuse(entry);
      String before = seen.putIfAbsent(entry.id(), entry.place());
      if (before != null) {
        problems.add(
            entry.place() + ": `" + entry.id() + "` is described in " + before + " already");
      }
    }
  }

  /** The first line behind another one that an entry of this id begins in. */
  private static int lineOf(String id, List<String> lines, int after) {
    Pattern entry =
        Pattern.compile("\\bid\\s*:\\s*[\"']?" + Pattern.quote(id) + "[\"']?\\s*(?:[,}#].*)?$");
    for (int i = after; i < lines.size(); i++) {
      Matcher found = entry.matcher(lines.get(i));
      if (found.find()) {
        return i + 1;
      }
    }
    return Math.max(1, after);
  }

  private void refuse(Entry entry) {
    if (builtIn.requirement(entry.id().strip().toLowerCase(Locale.ROOT)).isPresent()) {
      problems.add(
          entry.place()
              + ": `"
              + entry.id()
              + "` is a built-in requirement; expected an id of your own");
    }
    List<String> editions = builtIn.editions().stream().map(edition -> edition.id()).toList();
    JsonNode given = entry.tree().path("editions");
    if (given.isTextual() && !given.asText().equals("all")) {
      problems.add(
          entry.place()
              + ": editions of `"
              + entry.id()
              + "` are `"
              + given.asText()
              + "`; expected a list, or `all`");
    }
    for (JsonNode edition : given) {
      if (!editions.contains(edition.asText())) {
        problems.add(
            entry.place()
                + ": edition `"
                + edition.asText()
                + "` of `"
                + entry.id()
                + "` is unknown; expected "
                + String.join(" or ", editions));
      }
    }
  }

  // ---- to be mended -----------------------------------------------------------------------------

  private void lint(Entry entry) {
    if (!ID.matcher(entry.id()).matches()) {
      problems.add(
          entry.place() + ": `" + entry.id() + "` is no id; expected `family.name` in lower case");
    }
    JsonNode cases = entry.tree().path("cases");
    if (cases.isEmpty()) {
      problems.add(
          entry.place()
              + ": `"
              + entry.id()
              + "` has no cases; expected at least one violated case");
    }
    for (JsonNode each : cases) {
      word(entry, each, "kind", KINDS);
      word(entry, each, "outcome", OUTCOMES);
      if (!each.path("findings").isArray()) {
        problems.add(
            entry.place() + ": case `" + each.path("name").asText() + "` has no list `findings`");
      }
    }
  }

  private void word(Entry entry, JsonNode each, String field, List<String> words) {
    String word = each.path(field).asText();
    if (!words.contains(word)) {
      problems.add(
          entry.place()
              + ": "
              + field
              + " `"
              + word
              + "` of case `"
              + each.path("name").asText()
              + "` is unknown; "
              + didYouMean(Nearest.of(word, words), () -> "expected " + String.join(", ", words)));
    }
  }

  private void compare(Map<String, String> demanded) {
    Set<String> described = new TreeSet<>();
    entries.forEach(entry -> described.add(entry.id()));
    demanded.forEach(
        (id, place) -> {
          if (!described.contains(id)) {
            problems.add(
                place
                    + ": `"
                    + id
                    + "` has no entry in a sidecar; "
                    + didYouMean(Nearest.of(id, described), () -> "expected one"));
          }
        });
    for (Entry entry : entries) {
      if (!demanded.containsKey(entry.id())) {
        problems.add(
            entry.place()
                + ": no rule speaks for `"
                + entry.id()
                + "`; "
                + didYouMean(Nearest.of(entry.id(), demanded.keySet()), () -> "expected one"));
      }
    }
  }

  private static String didYouMean(Optional<String> nearest, Supplier<String> otherwise) {
    return nearest.map(near -> "did you mean `" + near + "`?").orElseGet(otherwise);
  }
}
