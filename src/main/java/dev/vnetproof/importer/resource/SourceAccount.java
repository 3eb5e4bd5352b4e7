package dev.vnetproof.importer.resource;

import dev.vnetproof.model.LiveConnection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What became of the inputs, for people and for the report.
 *
 * @param joined resources that a snapshot uses
 * @param unused resources of a known type that nothing refers to
 * @param skipped the resources of types that have no bearing, by type
 * @param unknown what the snapshots leave unknown
 * @param live what a running service said of its own connections, to be held against the findings
 * @param linked files that were read because another one refers to them
 */
public record SourceAccount(
    List<Source> joined,
    List<Source> unused,
    SortedMap<String, Skips> skipped,
    List<Gap> unknown,
    List<LiveConnection> live,
    List<Linked> linked) {
  public static final SourceAccount EMPTY =
      new SourceAccount(List.of(), List.of(), new TreeMap<>(), List.of(), List.of(), List.of());

  /**
   * Where a resource stands.
   *
   * @param source the input
   * @param pointer JSON pointer in the input
   */
  public record Source(String type, String id, String source, String pointer) {}

  /**
   * A datum of a snapshot that is not known, or a part of an input that was not read.
   *
   * @param snapshot its name, or the input
   * @param pointer JSON pointer in the snapshot, as {@code import} would print it, or in the input
   * @param missing what would settle it
   */
  public record Gap(String snapshot, String pointer, String missing) {}

  private static final Comparator<Source> BY_ID =
      Comparator.comparing((Source s) -> s.type().toLowerCase(Locale.ROOT))
          .thenComparing(s -> s.id().toLowerCase(Locale.ROOT))
          .thenComparing(Source::source)
          .thenComparing(Source::pointer);

  private static final Comparator<Gap> BY_SNAPSHOT =
      Comparator.comparing(Gap::snapshot).thenComparing(Gap::pointer).thenComparing(Gap::missing);

  /**
   * A file that was taken for a link.
   *
   * @param source the input with the link
   * @param link the link as it was evaluated
   * @param file the file that was read
   */
  public record Linked(String source, String pointer, String link, String file) {}

  private static final Comparator<Linked> BY_LINK =
      Comparator.comparing(Linked::source)
          .thenComparing(Linked::pointer)
          .thenComparing(Linked::file);

  public SourceAccount {
    joined = List.copyOf(joined);
    unused = List.copyOf(unused);
    skipped = Collections.unmodifiableSortedMap(new TreeMap<>(skipped));
    unknown = List.copyOf(unknown);
    live = List.copyOf(live);
    linked = List.copyOf(linked);
  }

  /** The same, whatever the order of the inputs was. */
  public SourceAccount sorted() {
    return new SourceAccount(
        joined.stream().sorted(BY_ID).toList(),
        unused.stream().sorted(BY_ID).toList(),
        skipped,
        unknown.stream().sorted(BY_SNAPSHOT).toList(),
        live,
        linked.stream().sorted(BY_LINK).toList());
  }

  /** Both together, this one first. */
  public SourceAccount and(SourceAccount other) {
    SortedMap<String, Skips> all = new TreeMap<>(skipped);
    other.skipped.forEach((type, count) -> all.merge(type, count, Skips::and));
    return new SourceAccount(
        concat(joined, other.joined),
        concat(unused, other.unused),
        all,
        concat(unknown, other.unknown),
        concat(live, other.live),
        concat(linked, other.linked));
  }

  /** The same with more types skipped. */
  public SourceAccount and(SortedMap<String, Skips> moreSkipped) {
    return and(
        new SourceAccount(List.of(), List.of(), moreSkipped, List.of(), List.of(), List.of()));
  }

  /** The same with more files linked. */
  public SourceAccount and(List<Linked> moreLinked) {
    return and(
        new SourceAccount(List.of(), List.of(), new TreeMap<>(), List.of(), List.of(), moreLinked));
  }

  private static <T> List<T> concat(List<T> a, List<T> b) {
    List<T> all = new ArrayList<>(a);
    all.addAll(b);
    return all;
  }

  /** One line for each fact. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (Linked l : linked) {
      lines.add(
          "linked   " + l.file() + " as `" + l.link() + "` of " + l.source() + " " + l.pointer());
    }
    joined.forEach(s -> lines.add("joined   " + describe(s)));
    unused.forEach(s -> lines.add("unused   " + describe(s)));
    for (Map.Entry<String, Skips> entry : skipped.entrySet()) {
      lines.add("skipped  " + entry.getValue().count() + " x " + entry.getKey());
    }
    for (Gap m : unknown) {
      lines.add(
          "unknown  "
              + m.snapshot()
              + " "
              + m.pointer()
              + (m.missing().equals(m.pointer()) ? "" : ": " + m.missing()));
    }
    for (LiveConnection c : live) {
      lines.add(
          "live     "
              + (c.location().isEmpty() ? "" : c.location() + ": ")
              + c.status()
              + " "
              + c.host()
              + (c.kind().isEmpty() ? "" : " (" + c.kind() + ")")
              + (c.error().isEmpty() ? "" : ": " + c.error().replaceAll("\\s+", " ")));
    }
    return lines;
  }

  private static String describe(Source source) {
    return source.type()
        + " "
        + (source.id().isEmpty() ? "(no id)" : source.id())
        + " ("
        + source.source()
        + (source.pointer().isEmpty() ? "" : " " + source.pointer())
        + ")";
  }
}
