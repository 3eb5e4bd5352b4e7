package dev.vnetproof.importer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vnetproof.importer.Format.Content;
import dev.vnetproof.source.JsonDocument;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds the parameter files that belong to each template. {@code x.parameters.json} belongs to
 * {@code x.json}; any other to the one template beside or above it, or else in a folder beside its
 * own, that declares all it supplies, as Azure refuses a value for a parameter that is not
 * declared.
 */
final class TemplatePairs {
  private static final Pattern PARAMETER_WORDS =
      Pattern.compile("(?i)(^|[-._])(parameters?|params?|azuredeploy|template|main)(?=$|[-._])");

  private final List<Found> templates = new ArrayList<>();
  private final Map<Found, Content.Template> contents = new LinkedHashMap<>();
  private final List<Found> parameters = new ArrayList<>();
  private final Map<String, Candidates> byFolder = new HashMap<>();
  private final Map<String, Candidates> asideOf = new HashMap<>();

  /** A document of a template or of its parameters. */
  record Found(Input input, JsonDocument document) {}

  /**
   * A template and its parameters.
   *
   * @param variant tells its parameter files apart; empty for the usual one
   * @param isOneOfSeveral whether the template has more than one
   */
  record Pair(
      Input input,
      Content.Template template,
      Optional<JsonDocument> parameters,
      String variant,
      boolean isOneOfSeveral) {}

  /** The templates of one folder, or of several, as parameter files look for theirs. */
  private static final class Candidates {
    /** The first of each input, by the name of its file: an input may hold thousands. */
    private final Map<String, Found> byStem = new LinkedHashMap<>();

    /** By the name of a parameter that they declare. */
    private final Map<String, List<Declaring>> byParameter = new HashMap<>();

    private final List<Found> all = new ArrayList<>();

    private record Declaring(Found template, Set<String> parameters) {}

    void add(Found template) {
      byStem.putIfAbsent(stem(template.input()), template);
      all.add(template);
      Declaring declaring = new Declaring(template, names(template.document().root()));
      for (String parameter : declaring.parameters()) {
        byParameter.computeIfAbsent(parameter, p -> new ArrayList<>()).add(declaring);
      }
    }

    Optional<Found> named(String stem) {
      return byStem.entrySet().stream()
          .filter(entry -> extended(stem, entry.getKey()))
          .max(Comparator.comparingInt(entry -> entry.getKey().length()))
          .map(Map.Entry::getValue);
    }

    /** The one that declares all these parameters; none where several do. */
    Optional<Found> declaring(Set<String> parameters) {
      if (parameters.isEmpty()) {
        return all.size() == 1 ? Optional.of(all.get(0)) : Optional.empty();
      }
      List<Declaring> fewest =
          parameters.stream()
              .map(parameter -> byParameter.getOrDefault(parameter, List.of()))
              .min(Comparator.comparingInt(List::size))
              .orElse(List.of());
      List<Found> able =
          fewest.stream()
              .filter(one -> one.parameters().containsAll(parameters))
              .map(Declaring::template)
              .limit(2)
              .toList();
      return able.size() == 1 ? Optional.of(able.get(0)) : Optional.empty();
    }
  }

  void add(Input input, Content.Template template) {
    Found found = new Found(input, template.document());
    templates.add(found);
    contents.put(found, template);
    byFolder.computeIfAbsent(input.folder(), folder -> new Candidates()).add(found);
    asideOf.computeIfAbsent(above(input.folder()), folder -> new Candidates()).add(found);
  }

  void add(Input input, Content.Parameters file) {
    parameters.add(new Found(input, file.document()));
  }

  /** Every template with the same parameters. */
  List<Pair> with(JsonDocument given) {
    return templates.stream().map(t -> pair(t, Optional.of(given), "", false)).toList();
  }

  /** Every template once for each of its parameter files, or once without any. */
  List<Pair> pairs() {
    Map<Found, List<Found>> files = new LinkedHashMap<>();
    templates.forEach(t -> files.put(t, new ArrayList<>()));
    for (Found file : parameters) {
      template(file).ifPresent(t -> files.getOrDefault(t, new ArrayList<>()).add(file));
    }
    List<Pair> pairs = new ArrayList<>();
    files.forEach(
        (template, own) -> {
          own.sort(Comparator.comparing(f -> f.input().name()));
          for (Found file : own) {
            pairs.add(
                pair(
                    template,
                    Optional.of(file.document()),
                    variant(template, file),
                    own.size() > 1));
          }
          if (own.isEmpty()) {
            pairs.add(pair(template, Optional.empty(), "", false));
          }
        });
    return pairs;
  }

  /** Parameter files that belong to none of the templates. */
  List<Found> unpaired() {
    return parameters.stream().filter(file -> template(file).isEmpty()).toList();
  }

  private Pair pair(
      Found template, Optional<JsonDocument> file, String variant, boolean isOneOfSeveral) {
    Content.Template content = contents.get(template);
    if (content == null) {
      throw new IllegalStateException("a template that was not added");
    }
    return new Pair(template.input(), content, file, variant, isOneOfSeveral);
  }

  private Optional<Found> template(Found file) {
    Optional<Candidates> near = near(file.input().folder());
    Optional<Found> byName = near.flatMap(some -> some.named(stem(file.input())));
    return byName.isPresent()
        ? byName
        : near.or(() -> aside(file.input().folder()))
            .flatMap(some -> some.declaring(names(file.document().root())));
  }

  /** The templates of the folder, or of the nearest one above that has any. */
  private Optional<Candidates> near(String folder) {
    String at = folder;
    while (true) {
      Candidates found = byFolder.get(at);
      if (found != null || at.isEmpty()) {
        return Optional.ofNullable(found);
      }
      at = above(at);
    }
  }

  /** The templates of folders beside this one ({@code templates}, {@code parameters}). */
  private Optional<Candidates> aside(String folder) {
    return Optional.ofNullable(asideOf.get(above(folder)));
  }

  private static String above(String folder) {
    return folder.substring(
        0, Math.max(0, Math.max(folder.lastIndexOf('/'), folder.lastIndexOf('\\'))));
  }

  private static boolean extended(String stem, String template) {
    return stem.length() > template.length()
        && stem.startsWith(template)
        && "-._".indexOf(stem.charAt(template.length())) >= 0;
  }

  private static String variant(Found template, Found file) {
    String stem = stem(file.input());
    String own = stem(template.input());
    String rest = extended(stem, own) ? stem.substring(own.length()) : stem;
    return PARAMETER_WORDS.matcher(rest).replaceAll("").replaceAll("^[-._]+", "");
  }

  /** The name of the file without folder and last ending, in lower case. */
  private static String stem(Input input) {
    String name = input.name().substring(input.name().lastIndexOf('/') + 1);
    int dot = name.lastIndexOf('.');
    return (dot > 0 ? name.substring(0, dot) : name).toLowerCase(Locale.ROOT);
  }

  private static Set<String> names(JsonNode root) {
    Set<String> names = new HashSet<>();
    Iterator<Map.Entry<String, JsonNode>> fields = root.fields();
    while (fields.hasNext()) {
      Map.Entry<String, JsonNode> field = fields.next();
      if (field.getKey().equalsIgnoreCase("parameters")) {
        field.getValue().fieldNames().forEachRemaining(n -> names.add(n.toLowerCase(Locale.ROOT)));
      }
    }
    return names;
  }
}
