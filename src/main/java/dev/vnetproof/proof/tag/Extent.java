package dev.vnetproof.proof.tag;

import dev.vnetproof.model.Missing;
import dev.vnetproof.space.AddressSet;
import java.util.ArrayList;
import java.util.List;

/**
 * What is known of a set of addresses: what is certainly in it, what is possibly in it, and which
 * data would close the gap between the two.
 *
 * <p>Whatever the missing data say, the real set lies between the two bounds.
 */
public record Extent(AddressSet certain, AddressSet possible, List<Missing> missing) {
  public static final Extent NOTHING = exactly(AddressSet.EMPTY);
  public static final Extent EVERYTHING = exactly(AddressSet.ALL);

  public Extent {
    missing = List.copyOf(missing);
  }

  public static Extent exactly(AddressSet set) {
    return new Extent(set, set, List.of());
  }

  /** Anything at all, as long as {@code missing} is not known. */
  public static Extent unknown(Missing missing) {
    return new Extent(AddressSet.EMPTY, AddressSet.ALL, List.of(missing));
  }

  public boolean isExact() {
    return missing.isEmpty();
  }

  public static Extent unionOf(List<Extent> parts) {
    if (parts.isEmpty()) {
      return NOTHING;
    }
    if (parts.size() == 1) {
      return parts.get(0);
    }
    List<AddressSet> certain = new ArrayList<>(parts.size());
    List<AddressSet> possible = new ArrayList<>(parts.size());
    List<Missing> missing = new ArrayList<>();
    for (Extent part : parts) {
      certain.add(part.certain);
      possible.add(part.possible);
      for (Missing each : part.missing) {
        if (!missing.contains(each)) {
          missing.add(each);
        }
      }
    }
    return new Extent(AddressSet.unionOf(certain), AddressSet.unionOf(possible), missing);
  }
}
