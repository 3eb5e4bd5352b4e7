package dev.vnetproof.importer.terraform;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The keys of all instances of a resource or a module call. Equal ones are one object, so that
 * comparing large ones is cheap.
 */
final class Keys {
  static final Keys NONE = new Keys(Set.of());

  /** Of more keys than this, one key inside another is not looked for. */
  private static final int FEW = 1_000;

  private final Set<String> texts;
  private final Map<Keys, Boolean> subsets = new HashMap<>();

  Keys(Set<String> texts) {
    this.texts = texts;
  }

  boolean isEmpty() {
    return texts.isEmpty();
  }

  boolean contains(String key) {
    return texts.contains(key);
  }

  /**
   * Which of these {@code s[each.key]} or {@code s[count.index]} is for an instance of {@code own}
   * keys. The plan prints {@code s["${each.key}-blue"]} and {@code s[count.index + 1]} just the
   * same; so all of the keys have to be there, and no other that could be made from one of them.
   */
  Optional<String> same(String key, Keys own) {
    boolean sure = own == this || subsets.computeIfAbsent(own, this::holdsAllOf);
    return sure && contains(key) ? Optional.of(key) : Optional.empty();
  }

  private boolean holdsAllOf(Keys own) {
    if (texts.size() > FEW || !texts.containsAll(own.texts)) {
      return false;
    }
    return own.texts.stream().allMatch(key -> key.startsWith("\"") && isApart(key));
  }

  private boolean isApart(String key) {
    String part = ResourceLinks.lower(Traversal.bare(key));
    return texts.stream()
        .noneMatch(other -> !other.equals(key) && ResourceLinks.lower(other).contains(part));
  }
}
