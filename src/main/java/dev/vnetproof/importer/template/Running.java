package dev.vnetproof.importer.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is being computed, outermost first: it tells the path of a cycle, and keeps a search from
 * taking one for a fault. A search for a resource looks at the names of others, and such a name may
 * need the very value that asked for the search. The template has no cycle then, as it never said
 * that the two have to do with each other: that resource is merely not the one that is looked for.
 */
final class Running {
  /** Of a long path, the ends tell enough. */
  private static final int SHOWN = 8;

  private final List<Lazy<?>> stack = new ArrayList<>();
  private int searches;

  /** A search met a value that is being computed. */
  static final class MetException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Lazy<?> value;

    private MetException(Lazy<?> value) {
      super(null, null, false, false);
      this.value = value;
    }
  }

  /** Something that a search may look at again and again. */
  static final class Looked {
    private @Nullable Lazy<?> obstacle;
  }

  void enter(Lazy<?> value) {
    stack.add(value);
  }

  void leave() {
    stack.remove(stack.size() - 1);
  }

  /**
   * How {@code again} came to need itself: {@code variable `a`, parameter `b`, variable `a`}.
   *
   * @throws MetException if it is a search that needs it
   */
  String cycle(Lazy<?> again) {
    if (searches > 0) {
      throw new MetException(again);
    }
    List<String> path = new ArrayList<>();
    for (Lazy<?> value : stack.subList(stack.lastIndexOf(again), stack.size())) {
      String subject = value.subject();
      if (path.isEmpty() || !path.get(path.size() - 1).equals(subject)) {
        path.add(subject);
      }
    }
    path.add(again.subject());
    if (path.size() > SHOWN) {
      List<String> middle = path.subList(SHOWN / 2, path.size() - SHOWN / 2);
      middle.clear();
      middle.add("...");
    }
    return String.join(" -> ", path);
  }

  /**
   * What a search learns of a resource, or none if that takes a value that is being computed.
   *
   * @param at what is looked at; the same obstacle is not run into twice
   */
  <T> Optional<T> search(Looked at, Supplier<T> look) {
    if (at.obstacle != null && at.obstacle.isRunning()) {
      return Optional.empty();
    }
    at.obstacle = null;
    searches++;
    try {
      return Optional.of(look.get());
    } catch (MetException e) {
      at.obstacle = e.value;
      return Optional.empty();
    } finally {
      searches--;
    }
  }
}
