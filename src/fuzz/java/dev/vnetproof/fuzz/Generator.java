package dev.vnetproof.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.vnetproof.fuzz.Seeds.Encoding;
import dev.vnetproof.fuzz.Seeds.Seed;
import dev.vnetproof.fuzz.Seeds.SeedFile;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;

/** Makes trials of bytes. The same bytes make the same trial. */
final class Generator {
  private static final int RANDOM_SCRIPTS = 400;

  /** How a trial is made; the first byte chooses. */
  enum Kind {
    /** The bytes themselves. */
    RAW,
    /** A fixture, damaged in its structure. */
    TREE,
    /** Expressions in a template. */
    EXPRESSION,
    /** A fixture of which only knowledge was taken away. */
    LOSS,
    /** A damaged service tag file. */
    TAGS
  }

  private static final List<Kind> KINDS =
      List.of(
          Kind.TREE,
          Kind.LOSS,
          Kind.EXPRESSION,
          Kind.TREE,
          Kind.TAGS,
          Kind.RAW,
          Kind.EXPRESSION,
          Kind.TREE);

  private final List<Seed> seeds = Seeds.read();
  private final Map<Encoding, List<Seed>> byEncoding =
      new EnumMap<>(seeds.stream().collect(Collectors.groupingBy(Seed::encoding)));
  private final List<String> words = Vocabulary.of(seeds);

  List<String> words() {
    return words;
  }

  Trial trial(byte[] bytes) {
    Choices choices = new Choices(bytes);
    Kind kind = choices.of(KINDS);
    int manner = choices.below(256);
    return switch (kind) {
      case RAW -> raw(choices, manner);
      case TREE -> tree(choices, manner);
      case EXPRESSION -> expression(choices, manner);
      case LOSS -> loss(choices, manner);
      case TAGS -> tags(choices, manner);
    };
  }

  /** Each encoding as often as the others, however many fixtures it has. */
  private Seed seed(Choices choices) {
    return choices.of(of(choices.of(List.of(Encoding.values()))));
  }

  private List<Seed> of(Encoding encoding) {
    return byEncoding.getOrDefault(encoding, List.of());
  }

  private Trial raw(Choices choices, int manner) {
    boolean repeated = choices.oneIn(2);
    byte[] script = new byte[8]; // Stands before the text, so that the text is the rest.
    for (int i = 0; i < script.length; i++) {
      script[i] = (byte) choices.below(256);
    }
    byte[] text = choices.rest();
    if (repeated) {
      text = new Damage(new Choices(script), words).repeated(text);
    }
    return trial(Kind.RAW, "raw", Map.of("raw.json", text), manner);
  }

  private Trial tree(Choices choices, int manner) {
    Seed seed = seed(choices);
    Map<String, Json> trees = trees(seed);
    Map<String, byte[]> files = bytes(seed);
    if (!trees.isEmpty()) {
      new Damage(choices, words).all(List.copyOf(trees.values()), 8);
    }
    trees.forEach((name, json) -> files.put(name, json.write().getBytes(UTF_8)));
    return trial(Kind.TREE, seed.name(), files, manner);
  }

  private Trial expression(Choices choices, int manner) {
    Seed seed = choices.of(of(Encoding.TEMPLATE));
    Map<String, Json> trees = trees(seed);
    Map<String, byte[]> files = bytes(seed);
    Json template = choices.of(templates(trees));
    List<Json> nodes = within(template.member("resources").orElse(template));
    List<Json> leaves = nodes.stream().filter(json -> json.children.isEmpty()).toList();
    List<Json> objects = nodes.stream().filter(Json::isObject).toList();
    List<Json> places = new ArrayList<>();
    int count = 1 + choices.below(3);
    for (int i = 0; i < count; i++) {
      boolean loop = choices.oneIn(8);
      Json place =
          loop ? Json.literal("1").named("count") : leaves.get(choices.below(leaves.size()));
      if (loop) {
        Json copy = Json.object(Json.text("c").named("name"), place).named("copy");
        objects.get(choices.below(objects.size())).children.add(copy);
      }
      places.add(place);
    }
    boolean damaged = choices.oneIn(8);
    Expressions expressions = new Expressions(choices);
    Json made = expressions.variables();
    if (template.member("variables").isEmpty()) {
      template.children.add(Json.object().named("variables"));
    }
    template.member("variables").orElseThrow().children.addAll(made.children);
    places.forEach(place -> place.become(expressions.expression()));
    if (damaged) {
      new Damage(choices, words).all(List.of(template), 2);
    }
    trees.forEach((name, json) -> files.put(name, json.write().getBytes(UTF_8)));
    return trial(Kind.EXPRESSION, seed.name(), files, manner);
  }

  /** Also those within others. */
  private static List<Json> templates(Map<String, Json> trees) {
    return trees.values().stream()
        .flatMap(tree -> tree.all().stream())
        .filter(json -> json.member("contentVersion").isPresent())
        .filter(json -> json.member("resources").isPresent())
        .toList();
  }

  /** What belongs to this template and to none within it. */
  private static List<Json> within(Json resources) {
    List<Json> nodes = new ArrayList<>(List.of(resources));
    for (int i = 0; i < nodes.size(); i++) {
      nodes.get(i).children.stream()
          .filter(child -> !child.key.equals("template"))
          .forEach(nodes::add);
    }
    return nodes;
  }

  private Trial loss(Choices choices, int manner) {
    Seed seed = seed(choices);
    Map<String, Json> trees = trees(seed);
    Map<String, byte[]> files = bytes(seed);
    Optional<byte[]> tagFile =
        choices.oneIn(4) ? Optional.of(TagFile.whole().write().getBytes(UTF_8)) : Optional.empty();
    String lost = "nothing";
    if (!trees.isEmpty()) {
      lost = Loss.from(choices.of(List.copyOf(trees.values())), seed.encoding(), choices);
    }
    trees.forEach((name, json) -> files.put(name, json.write().getBytes(UTF_8)));
    Trial before = new Trial(Kind.TREE, seed.name(), bytes(seed), tagFile, Optional.empty(), 0);
    String told = seed.name() + " without " + lost;
    return new Trial(Kind.LOSS, told, files, tagFile, Optional.of(before), manner);
  }

  private Trial tags(Choices choices, int manner) {
    Seed seed = choices.of(of(Encoding.NATIVE));
    Json file = TagFile.whole();
    byte[] whole = file.write().getBytes(UTF_8);
    String told = seed.name();
    Optional<Trial> before = Optional.empty();
    if (choices.oneIn(2)) {
      new Damage(choices, words).all(List.of(file), 6);
    } else {
      told += ", " + TagFile.lose(file, choices);
      before =
          Optional.of(
              new Trial(
                  Kind.TREE, seed.name(), bytes(seed), Optional.of(whole), Optional.empty(), 0));
    }
    byte[] damaged = file.write().getBytes(UTF_8);
    if (choices.oneIn(4)) {
      damaged = TagFile.zipped(damaged);
      if (choices.oneIn(64)) {
        damaged = TagFile.bomb();
      }
    }
    return new Trial(Kind.TAGS, told, bytes(seed), Optional.of(damaged), before, manner);
  }

  private static Trial trial(Kind kind, String what, Map<String, byte[]> files, int manner) {
    return new Trial(kind, what, files, Optional.empty(), Optional.empty(), manner);
  }

  private static Map<String, byte[]> bytes(Seed seed) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    seed.files().forEach(file -> files.put(file.name(), file.text().getBytes(UTF_8)));
    return files;
  }

  private static Map<String, Json> trees(Seed seed) {
    Map<String, Json> trees = new LinkedHashMap<>();
    for (SeedFile file : seed.files()) {
      if (!file.name().endsWith(".csv")) {
        Json.parse(file.text()).ifPresent(json -> trees.put(file.name(), json));
      }
    }
    return trees;
  }

  /** Every fixture as it is, every kind of generator, and a few random scripts of each. */
  List<byte[]> corpus(long seed) {
    List<byte[]> corpus = new ArrayList<>();
    Random random = new Random(seed);
    for (Encoding encoding : Encoding.values()) {
      for (int i = 0; i < of(encoding).size(); i++) {
        corpus.add(
            new byte[] {(byte) KINDS.indexOf(Kind.TREE), 0, (byte) encoding.ordinal(), (byte) i});
      }
    }
    for (int kind = 0; kind < KINDS.size(); kind++) {
      for (int i = 0; i < RANDOM_SCRIPTS; i++) {
        byte[] script = new byte[4 + random.nextInt(i % 4 == 0 ? 400 : 40)];
        random.nextBytes(script);
        script[0] = (byte) kind;
        corpus.add(script);
      }
    }
    int raw = KINDS.indexOf(Kind.RAW);
    for (Seed each : seeds) {
      for (SeedFile file : each.files()) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(raw);
        out.writeBytes(new byte[10]);
        out.writeBytes(file.text().getBytes(UTF_8));
        corpus.add(out.toByteArray());
      }
    }
    return corpus;
  }
}
