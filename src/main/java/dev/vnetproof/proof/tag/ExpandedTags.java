package dev.vnetproof.proof.tag;

import dev.vnetproof.model.ServiceTag;
import dev.vnetproof.model.TagExpansion;
import dev.vnetproof.space.Address;
import dev.vnetproof.space.AddressSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The numbers of some service tags, where there is no file with those of all. Such a tag has two
 * images: its symbols, which lie to the symbols of other tags as {@link TagSymbols} knows, and its
 * numbers, which lie to the prefixes of rules. Both are true; what one leaves open, the other may
 * decide.
 */
public final class ExpandedTags {
  public static final ExpandedTags NONE = new ExpandedTags(List.of());

  private final Map<ServiceTag, AddressSet> numbers = new HashMap<>();

  public ExpandedTags(List<TagExpansion> expansions) {
    for (TagExpansion expansion : expansions) {
      AddressSet set = expansion.prefixes().set().ipv4();
      if (!set.isEmpty()) {
        numbers.put(expansion.tag(), set);
      }
    }
  }

  boolean isEmpty() {
    return numbers.isEmpty();
  }

  /** The numbers of a tag, if they are known. */
  Optional<AddressSet> of(ServiceTag tag) {
    return Optional.ofNullable(numbers.get(tag));
  }

  /**
   * What a rule that names {@code tag} matches, with its numbers, or with what those of other tags
   * tell of them.
   *
   * @param symbolic what it matches without any numbers
   */
  Extent of(ServiceTag tag, Extent symbolic) {
    if (numbers.isEmpty()) {
      return symbolic;
    }
    Optional<AddressSet> own = of(tag);
    if (own.isPresent()) {
      return new Extent(
          symbolic.certain().union(own.get()),
          symbolic.possible().symbols().union(own.get()),
          symbolic.missing());
    }
    List<AddressSet> inside = new ArrayList<>();
    List<AddressSet> outside = new ArrayList<>();
    numbers.forEach(
        (other, set) -> {
          if (TagSymbols.isInside(other, tag)) {
            inside.add(set);
          } else if (TagSymbols.areDisjoint(other, tag)) {
            outside.add(set);
          }
        });
    AddressSet possible = symbolic.possible().subtract(AddressSet.unionOf(outside));
    Optional<AddressSet> whole = of(tag.whole());
    AddressSet within =
        whole.isPresent()
            ? possible.symbols().union(possible.ipv4().intersect(whole.get()))
            : possible;
    return new Extent(
        symbolic.certain().union(AddressSet.unionOf(inside)), within, symbolic.missing());
  }

  /** The tags whose numbers are known. */
  public Set<ServiceTag> tags() {
    return numbers.keySet();
  }

  /**
   * Whether an address that a symbol stands for may have a number.
   *
   * @param meaning what a rule that names a tag matches
   */
  public boolean mayLieAt(Address symbol, Address number, Function<ServiceTag, Extent> meaning) {
    for (Map.Entry<ServiceTag, AddressSet> each : numbers.entrySet()) {
      Extent extent = meaning.apply(each.getKey());
      boolean isThere = each.getValue().contains(number);
      if (isThere ? !extent.possible().contains(symbol) : extent.certain().contains(symbol)) {
        return false;
      }
    }
    return true;
  }
}
