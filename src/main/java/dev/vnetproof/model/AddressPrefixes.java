package dev.vnetproof.model;

import dev.vnetproof.space.AddressSet;
import java.util.ArrayList;
import java.util.List;

/**
 * A list of prefixes, addresses or ranges as the snapshot writes them, and the set they amount to.
 */
public record AddressPrefixes(List<String> texts, AddressSet set) {
  public static final AddressPrefixes NONE = new AddressPrefixes(List.of(), AddressSet.EMPTY);

  public AddressPrefixes {
    texts = List.copyOf(texts);
  }

  /**
   * @throws IllegalArgumentException saying what is wrong with the first bad text
   */
  public static AddressPrefixes of(List<String> texts) {
    List<AddressSet> sets = new ArrayList<>(texts.size());
    for (String text : texts) {
      sets.add(AddressSet.parse(text));
    }
    return new AddressPrefixes(texts, AddressSet.unionOf(sets));
  }

  /** The same of single texts. */
  public static AddressPrefixes of(String... texts) {
    return of(List.of(texts));
  }

  /** Whether the list is empty. */
  public boolean isEmpty() {
    return texts.isEmpty();
  }

  /** Whether any IPv4 address is among them. */
  public boolean hasIpv4() {
    return !set.ipv4().isEmpty();
  }
}
