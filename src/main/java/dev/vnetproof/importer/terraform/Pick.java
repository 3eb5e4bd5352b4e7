package dev.vnetproof.importer.terraform;

import java.util.Optional;

/**
 * Which instance of several a key picks.
 *
 * @param key as JSON text
 * @param own the keys of all instances that the expression stands in; empty where the key itself is
 *     known
 */
record Pick(String key, Keys own) {

  static Pick known(String key) {
    return new Pick(key, Keys.NONE);
  }

  boolean isKnown() {
    return own.isEmpty();
  }

  /** The one of {@code keys} that it surely is; empty where all of them are possible. */
  Optional<String> of(Keys keys) {
    if (isKnown()) {
      return keys.contains(key) ? Optional.of(key) : Optional.empty();
    }
    return keys.same(key, own);
  }
}
