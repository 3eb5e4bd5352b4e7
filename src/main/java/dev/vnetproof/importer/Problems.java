package dev.vnetproof.importer;

import dev.vnetproof.model.SnapshotException;
import dev.vnetproof.model.SnapshotException.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What is wrong with inputs. Of one input the first hundred problems are kept and the rest counted:
 * nobody reads more, and a damaged one of some megabytes has millions.
 */
final class Problems {
  private static final int MOST = 100;

  private final Map<String, Set<Problem>> kept = new LinkedHashMap<>();
  private final Map<String, Integer> more = new LinkedHashMap<>();

  void add(Problem problem) {
    Set<Problem> of = kept.computeIfAbsent(problem.source(), s -> new LinkedHashSet<>());
    if (of.size() < MOST) {
      of.add(problem);
    } else if (!of.contains(problem)) {
      more(problem.source());
    }
  }

  void addAll(Collection<Problem> problems) {
    problems.forEach(this::add);
  }

  /** Whether a further problem of the input would only be counted. */
  boolean isFull(String source) {
    return kept.getOrDefault(source, Set.of()).size() >= MOST;
  }

  /** What is wrong with the input that was refused. */
  void addAll(String source, SnapshotException refused) {
    addAll(refused.problems());
    more.merge(source, refused.more(), Integer::sum);
  }

  /** Counts one without looking at it. */
  void more(String source) {
    more.merge(source, 1, Integer::sum);
  }

  /** In the order in which they were found, input by input, with one that counts the rest. */
  List<Problem> list() {
    List<Problem> all = new ArrayList<>();
    kept.forEach(
        (source, problems) -> {
          all.addAll(problems);
          int rest = more.getOrDefault(source, 0);
          if (rest > 0) {
            all.add(
                new Problem(
                    source,
                    0,
                    0,
                    "",
                    String.format(
                        Locale.ROOT, "has %,d more problems; these are the first", rest)));
          }
        });
    return all;
  }
}
