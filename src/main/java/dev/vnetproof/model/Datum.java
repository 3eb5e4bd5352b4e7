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
   * @param missing what would settle it
   */
  record Unknown<T>(Missing missing) implements Datum<T> {}

  /** A value that stands in the snapshot. */
  static <T> Datum<T> known(T value) {
    return new Known<>(value);
  }

  /** No value, and what would settle it. */
  static <T> Datum<T> unknown(Missing missing) {
    return new Unknown<>(missing);
  }

  /** No value; the property of the snapshot at {@code pointer} would settle it. */
  static <T> Datum<T> unknownAt(String pointer) {
    return new Unknown<>(Missing.at(pointer));
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
  default Optional<Missing> ifMissing() {
    return this instanceof Unknown<T> unknown ? Optional.of(unknown.missing()) : Optional.empty();
  }

  /**
   * What would settle it.
   *
   * @throws IllegalStateException where there is a value
   */
  default Missing missing() {
    throw new IllegalStateException("nothing is missing");
  }

  /** What the function makes of the value; without one, what is missing stays the same. */
  default <R> Datum<R> map(Function<? super T, ? extends R> function) {
    return flatMap(value -> new Known<>(function.apply(value)));
  }

  /** What the function makes of the value, which may be unknown for a reason of its own. */
  default <R> Datum<R> flatMap(Function<? super T, Datum<R>> function) {
    return this instanceof Known<T> known
        ? function.apply(known.value())
        : new Unknown<>(missing());
  }
}
