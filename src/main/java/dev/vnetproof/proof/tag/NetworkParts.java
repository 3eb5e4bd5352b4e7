package dev.vnetproof.proof.tag;

import dev.vnetproof.model.AddressPrefixes;
import dev.vnetproof.model.Datum;
import dev.vnetproof.model.Ipv4Space;
import dev.vnetproof.model.Location;
import dev.vnetproof.model.Missing;
import dev.vnetproof.space.Address;
import dev.vnetproof.space.AddressSet;
import java.util.ArrayList;
import java.util.List;

/**
 * The subnet and the network around it by their prefixes. A part whose prefixes are not known is
 * one symbol.
 */
final class NetworkParts {
  /** Azure keeps the first four addresses and the last of every subnet prefix for itself. */
  private static final int RESERVED_AT_START = 4;

  private NetworkParts() {}

  static AddressSet symbol(int id) {
    return AddressSet.ofSymbols(id, id);
  }

  /** The addresses that machines of the instance may have. */
  static Extent subnet(Location location) {
    Datum<AddressPrefixes> prefixes = prefixes(location);
    return prefixes
        .asOptional()
        .map(known -> Extent.exactly(usable(known)))
        .orElseGet(
            () -> {
              AddressSet somewhere = symbol(TagSymbols.SUBNET);
              return new Extent(somewhere, somewhere, List.of(prefixes.missing()));
            });
  }

  private static AddressSet usable(AddressPrefixes prefixes) {
    List<AddressSet> usable = new ArrayList<>();
    for (String text : prefixes.texts()) {
      AddressSet prefix = AddressSet.parse(text).ipv4();
      long count = prefix.ipv4Count();
      if (count <= RESERVED_AT_START + 1) {
        usable.add(prefix);
        continue;
      }
      long first = ((Address.V4) prefix.first().orElseThrow()).bits();
      usable.add(AddressSet.ofIpv4Range(first + RESERVED_AT_START, first + count - 2));
    }
    return AddressSet.unionOf(usable);
  }

  /** The network's own space; contains the subnet, whatever else is known. */
  static Extent ownNetwork(Location location) {
    AddressSet subnetSpace = subnet(location).certain();
    Datum<AddressPrefixes> space = location.virtualNetwork().addressSpace();
    if (space instanceof Datum.Known<AddressPrefixes> known) {
      return Extent.exactly(known.value().set().ipv4().union(subnetSpace));
    }
    AddressSet certain = subnetSpace.union(symbol(TagSymbols.OWN_NETWORK));
    return new Extent(
        certain,
        certain.union(AddressSet.ALL_IPV4.subtract(Ipv4Space.PLATFORM)),
        List.of(space.missing()));
  }

  /** A subnet of no address is unknown: of one, nobody would send what a demand is about. */
  private static Datum<AddressPrefixes> prefixes(Location location) {
    Datum<AddressPrefixes> prefixes = location.subnet().addressPrefixes();
    return prefixes.orElse(AddressPrefixes.NONE).hasIpv4()
        ? prefixes
        : Datum.unknown(
            prefixes
                .ifMissing()
                .orElseGet(() -> Missing.at(location.pointer() + "/subnet/addressPrefixes")));
  }

  /** Symbols of the parts of the network itself that are not known; empty where all are. */
  static AddressSet unknownInside(Location location) {
    AddressSet unknown = AddressSet.EMPTY;
    if (!prefixes(location).isKnown()) {
      unknown = unknown.union(symbol(TagSymbols.SUBNET));
    }
    return location.virtualNetwork().addressSpace().isKnown()
        ? unknown
        : unknown.union(symbol(TagSymbols.OWN_NETWORK));
  }

  /** The same for what is peered or on premises. */
  static AddressSet unknownElsewhere(Location location) {
    AddressSet unknown = AddressSet.EMPTY;
    if (!location.virtualNetwork().peeredAddressSpaces().isKnown()) {
      unknown = unknown.union(symbol(TagSymbols.PEERED));
    }
    return location.virtualNetwork().onPremisesAddressSpaces().isKnown()
        ? unknown
        : unknown.union(symbol(TagSymbols.ON_PREMISES));
  }
}
