package dev.vnetproof.proof.tag;

import dev.vnetproof.model.Cloud;
import dev.vnetproof.model.Ipv4Space;
import dev.vnetproof.model.Missing;
import dev.vnetproof.model.ServiceTag;
import dev.vnetproof.rule.Remote;
import dev.vnetproof.space.AddressSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The far sides of demands at one location. */
record DemandedSpace(LocationSpace space, Cloud cloud, ServiceTags tags, TagSymbols symbols) {

  /** The addresses a demand is about: certainly, and possibly. */
  Extent of(Remote remote) {
    if (remote instanceof Remote.Tag tag) {
      return of(tag.tag());
    }
    if (remote instanceof Remote.Addresses addresses) {
      return Extent.exactly(addresses.prefixes().set().ipv4());
    }
    if (remote instanceof Remote.SameSubnet) {
      return space.subnet();
    }
    if (remote instanceof Remote.Unlocated unlocated) {
      AddressSet possible =
          unlocated.within().map(tag -> of(tag).possible()).orElse(AddressSet.ALL);
      return new Extent(AddressSet.EMPTY, possible, List.of(unlocated.missing()));
    }
    return demandedNetwork();
  }

  private Extent of(ServiceTag tag) {
    if (tag.equals(ServiceTag.INTERNET)) {
      return !space.isByName()
          ? publishedInternet()
          : symbols.demandedInternet(space.of(ServiceTag.INTERNET));
    }
    if (tag.equals(ServiceTag.VIRTUAL_NETWORK)) {
      return demandedNetwork();
    }
    Optional<AddressSet> shown = space.expanded().of(tag);
    if (shown.isPresent()) {
      return Extent.exactly(shown.get());
    }
    if (space.lacksNumbers(tag)) {
      // Demanding nothing would be met by everything.
      return new Extent(AddressSet.EMPTY, Ipv4Space.SERVICES, List.of(LocationSpace.lacking(tag)));
    }
    Extent named = space.of(tag);
    boolean numbers = tag.part().isEmpty() && named.certain().symbols().isEmpty();
    return numbers || tags.prefixes(cloud, tag).isPresent()
        ? Extent.exactly(named.certain().ipv4())
        : symbols.demanded(tag);
  }

  /** Public addresses in numbers. */
  private Extent publishedInternet() {
    AddressSet numbers = Ipv4Space.PUBLIC.subtract(space.ownNetwork().certain());
    return space.isInternetOpen()
        ? new Extent(space.published().intersect(numbers), numbers, space.ownNetwork().missing())
        : Extent.exactly(numbers);
  }

  /** The virtual network without the platform address, which is no machine of anybody. */
  private Extent demandedNetwork() {
    AddressSet certain = space.ownNetwork().certain();
    AddressSet possible = certain;
    List<Missing> missing = new ArrayList<>(space.ownNetwork().missing());
    for (Extent part : List.of(space.peered(), space.onPremises())) {
      // A part that is not known stands in the demand as its symbol, which may mean nobody.
      possible = possible.union(part.certain());
      certain = certain.union(part.certain().ipv4());
      missing.addAll(part.missing());
    }
    return new Extent(
        certain.subtract(Ipv4Space.PLATFORM), possible.subtract(Ipv4Space.PLATFORM), missing);
  }
}
