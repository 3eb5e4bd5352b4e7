package dev.vnetproof.importer;

import dev.vnetproof.importer.resource.Skips;
import dev.vnetproof.importer.resource.SourceAccount;
import dev.vnetproof.importer.resource.SourceAccount.Gap;
import dev.vnetproof.importer.resource.SourceAccount.Source;
import dev.vnetproof.model.NotJudged;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the inputs of an environment hold that bears on no verdict, type by type. */
final class Unjudged {
  private static final String NO_BEARING = "no requirement looks at this type";
  private static final String UNUSED = "nothing that is judged refers to it";

  private final SortedMap<String, Skips> skipped = new TreeMap<>();
  private final SortedMap<String, Skips> unused = new TreeMap<>();
  private final List<NotJudged> unread = new ArrayList<>();

  void add(Map<String, Skips> more) {
    more.forEach((type, skips) -> skipped.merge(type, skips, Skips::and));
  }

  /** What was left over when an environment was joined. */
  void add(SourceAccount joined) {
    add(joined.skipped());
    for (Source source : joined.unused()) {
      String name = source.id().substring(source.id().lastIndexOf('/') + 1);
      unused.merge(source.type().toLowerCase(Locale.ROOT), Skips.of(name), Skips::and);
    }
  }

  /** Parts of an input that nobody read. */
  void add(Collection<Gap> parts) {
    for (Gap part : parts) {
      unread.add(
          new NotJudged(
              "linked template",
              List.of(part.snapshot() + " " + part.pointer()),
              1,
              part.missing()));
    }
  }

  List<NotJudged> list() {
    List<NotJudged> list = new ArrayList<>();
    skipped.forEach((type, skips) -> list.add(notJudged(type, skips, NO_BEARING)));
    unused.forEach((type, skips) -> list.add(notJudged(type, skips, UNUSED)));
    list.addAll(unread);
    return list;
  }

  private static NotJudged notJudged(String type, Skips skips, String why) {
    return new NotJudged(type, List.copyOf(skips.names()), skips.count(), why);
  }
}
