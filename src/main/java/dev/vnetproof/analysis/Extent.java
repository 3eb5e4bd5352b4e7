package dev.vnetproof.analysis;

import dev.vnetproof.space.AddressSet;
import java.util.ArrayList;
import java.util.List;

/**
 * What is known of a set of addresses: what is certainly in it, what is possibly in it, and which
 * data would close the gap between the two.
 *
 * <p>Whatever the missing data say, the real set lies between the two bounds.
 */
record Extent(AddressSet certain, AddressSet possible, List<String> missing) {
  static final Extent NOTHING = exactly(AddressSet.EMPTY);
  static final Extent EVERYTHING = exactly(AddressSet.ALL);

  Extent {
    missing = List.copyOf(missing);
  }

  static Extent exactly(AddressSet set) {
    return new Extent(set, set, List.of());
  }

  /** Anything at all, as long as {@code missing} is not known. */
  static Extent unknown(String missing) {
    return new Extent(AddressSet.EMPTY, AddressSet.ALL, List.of(missing));
  }

  boolean isExact() {
    return missing.isEmpty();
  }

  static Extent unionOf(List<Extent> parts) {
    if (parts.isEmpty()) {
      return NOTHING;
    }
    if (parts.size() == 1) {
      return parts.get(0);
    }
    List<AddressSet> certain = new ArrayList<>(parts.size());
    List<AddressSet> possible = new ArrayList<>(parts.size());
    List<String> missing = new ArrayList<>();
    for (Extent part : parts) {
      certain.add(part.certain);
      possible.add(part.possible);
      for (String each : part.missing) {
        if (!missing.contains(each)) {
          missing.add(each);
        }
      }
    }
    return new Extent(AddressSet.unionOf(certain), AddressSet.unionOf(possible), missing);
  }
}
