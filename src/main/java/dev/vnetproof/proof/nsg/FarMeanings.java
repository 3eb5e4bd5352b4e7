package dev.vnetproof.proof.nsg;

import dev.vnetproof.model.Ipv4Space;
import dev.vnetproof.model.ServiceTag;
import dev.vnetproof.proof.layer.DemandedFlow;
import dev.vnetproof.proof.tag.Extent;
import dev.vnetproof.proof.tag.LocationSpace;
import dev.vnetproof.proof.tag.TagSymbols;
import dev.vnetproof.rule.Remote;
import dev.vnetproof.space.Address;
import dev.vnetproof.space.AddressSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether what a rule names on its far side holds an address: yes, no, or open. Which owner has
 * which place is not known, nor what the network takes in by routes.
 */
final class FarMeanings {
  private static final AddressSet ELSEWHERE =
      AddressSet.ofSymbols(TagSymbols.ELSEWHERE, TagSymbols.ELSEWHERE);

  /** What stands on the far side of a rule. */
  sealed interface Term {
    record Prefixes(AddressSet set) implements Term {}

    record Tag(ServiceTag tag) implements Term {}

    record Group(String name) implements Term {}
  }

  /**
   * One place with one owner.
   *
   * @param number empty for a part of the network that is not known
   * @param owner empty where no symbol is needed to tell tags
   * @param own whether it is in a part of the network itself that is not known
   */
  record Spot(Optional<Address> number, Optional<Address> owner, boolean own) {}

  enum Holds {
    YES,
    NO,
    OPEN
  }

  private final LocationSpace space;
  private final DemandedFlow flow;
  private final Optional<ServiceTag> service;

  FarMeanings(LocationSpace space, DemandedFlow flow) {
    this.space = space;
    this.flow = flow;
    this.service =
        flow.remote() instanceof Remote.Tag tag
            ? Optional.of(tag.tag()).filter(FarMeanings::isService)
            : Optional.empty();
  }

  /** The service that the flow is demanded to, if it is one. */
  Optional<ServiceTag> service() {
    return service;
  }

  Holds holds(Term term, Spot spot) {
    if (term instanceof Term.Group) {
      return group(spot);
    }
    if (term instanceof Term.Tag tag) {
      return tag.tag().equals(ServiceTag.VIRTUAL_NETWORK) ? network(spot) : tag(tag.tag(), spot);
    }
    AddressSet prefixes = ((Term.Prefixes) term).set();
    return spot.number().isPresent()
        ? prefixes.contains(spot.number().get()) ? Holds.YES : Holds.NO
        : ofExtent(space.ofPrefixes(prefixes), spot);
  }

  Holds tag(ServiceTag tag, Spot spot) {
    if (tag.equals(ServiceTag.INTERNET)) {
      if (spot.own()) {
        return Holds.NO;
      }
      boolean outside =
          spot.number()
              .filter(Ipv4Space.PUBLIC::contains)
              .filter(number -> !isOwn(number))
              .isPresent();
      if (outside) {
        return Holds.YES;
      }
    }
    boolean inside = spot.own() || spot.number().filter(this::isOwn).isPresent();
    return inside && space.isByName() && isService(tag) ? Holds.NO : ofExtent(space.of(tag), spot);
  }

  boolean isOwn(Address number) {
    return space.ownNetwork().certain().contains(number);
  }

  private static Holds ofExtent(Extent extent, Spot spot) {
    boolean possible = true;
    for (Optional<Address> each : List.of(spot.number(), spot.owner())) {
      if (each.filter(extent.certain()::contains).isPresent()) {
        return Holds.YES;
      }
      possible &= each.isEmpty() || extent.possible().contains(each.get());
    }
    return possible ? Holds.OPEN : Holds.NO;
  }

  /** Microsoft's own addresses are in no network of a customer that is not known. */
  private boolean isOfService(Spot spot) {
    if (service.isPresent()) {
      return true;
    }
    return space.isByName()
        ? spot.number().isPresent()
            && spot.owner().filter(symbol -> !ELSEWHERE.contains(symbol)).isPresent()
        : spot.number().filter(space.published()::contains).isPresent();
  }

  private Holds network(Spot spot) {
    Extent whole = space.of(ServiceTag.VIRTUAL_NETWORK);
    if (spot.own()) {
      return Holds.YES;
    }
    if (spot.number().isEmpty() || ofExtent(whole, spot) == Holds.YES) {
      return ofExtent(whole, spot);
    }
    Address number = spot.number().get();
    boolean open =
        ofExtent(space.onPremises(), spot) != Holds.NO
            || !isOfService(spot) && space.peered().possible().contains(number);
    for (AddressSet reach : space.routed()) {
      open |= ofExtent(new Extent(AddressSet.EMPTY, reach, List.of()), spot) == Holds.OPEN;
    }
    return open ? Holds.OPEN : Holds.NO;
  }

  /**
   * Members of an application security group are interfaces of customers in one network of Azure:
   * none of the instance's machines, not the platform, no service.
   */
  private Holds group(Spot spot) {
    if (flow.remote() instanceof Remote.SameSubnet || isOfService(spot)) {
      return Holds.NO;
    }
    if (spot.own()) {
      return Holds.OPEN;
    }
    Address place = spot.number().or(spot::owner).orElseThrow();
    return space.interfaces().contains(place) ? Holds.OPEN : Holds.NO;
  }

  /** Whether it stands for addresses of a service of Microsoft. */
  static boolean isService(ServiceTag tag) {
    return !tag.equals(ServiceTag.VIRTUAL_NETWORK)
        && !tag.equals(ServiceTag.INTERNET)
        && !tag.equals(ServiceTag.AZURE_LOAD_BALANCER)
        && !tag.isPlatform();
  }

  /** Whether one address can be in all tags that hold it and in none that does not. */
  static boolean isConsistent(Map<ServiceTag, Boolean> tags) {
    for (Map.Entry<ServiceTag, Boolean> one : tags.entrySet()) {
      if (!one.getValue()) {
        continue;
      }
      for (Map.Entry<ServiceTag, Boolean> other : tags.entrySet()) {
        if (other.getValue()
            ? TagSymbols.areDisjoint(one.getKey(), other.getKey())
            : TagSymbols.isInside(one.getKey(), other.getKey())) {
          return false;
        }
      }
    }
    return true;
  }
}
