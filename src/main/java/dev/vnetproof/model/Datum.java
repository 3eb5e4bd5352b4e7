package dev.vnetproof.model;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A property of the snapshot: known, or not known. "Known to be none" is a known empty value; an
 * unknown one never counts as none.
 */
public sealed interface Datum<T> {

  /** The value stands in the snapshot. A list or a set of it cannot be changed. */
  record Known<T>(T value) implements Datum<T> {
    public Known {
      value = unmodifiable(value);
    }

    @SuppressWarnings("unchecked") // The same elements in another list or set.
    private static <T> T unmodifiable(T value) {
      if (value instanceof List<?> list) {
        return (T) Collections.unmodifiableList(list);
      }
      return value instanceof Set<?> set ? (T) Collections.unmodifiableSet(set) : value;
    }
  }

  /**
   * The value is not in the snapshot.
   *
   * @param missing what would settle it, as people name it: a JSON pointer of the snapshot ({@code
   *     /locations/0/virtualNetwork/gateway}), or the expression that could not be evaluated
   */
  record Unknown<T>(String missing) implements Datum<T> {}

  /** A value that stands in the snapshot. */
  static <T> Datum<T> known(T value) {
    return new Known<>(value);
  }

  /** No value, and what would settle it. */
  static <T> Datum<T> unknown(String missing) {
    return new Unknown<>(missing);
  }

  /** Whether there is a value. */
  default boolean isKnown() {
    return this instanceof Known;
  }

  /** The value, if there is one. */
  default Optional<T> asOptional() {
    return this instanceof Known<T> known ? Optional.of(known.value()) : Optional.empty();
  }

  /** The value, or {@code other} where there is none. */
  default T orElse(T other) {
    return this instanceof Known<T> known ? known.value() : other;
  }

  /** What would settle it, where there is no value. */
  default Optional<String> ifMissing() {
    return this instanceof Unknown<T> unknown ? Optional.of(unknown.missing()) : Optional.empty();
  }

  /** What the function makes of the value; without one, what is missing stays the same. */
  default <R> Datum<R> map(Function<? super T, ? extends R> function) {
    return this instanceof Known<T> known
        ? new Known<>(function.apply(known.value()))
        : new Unknown<>(((Unknown<T>) this).missing());
  }
}
