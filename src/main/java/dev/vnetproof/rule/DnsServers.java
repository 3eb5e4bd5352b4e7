package dev.vnetproof.rule;

import dev.vnetproof.model.AddressPrefixes;
import dev.vnetproof.model.Datum;
import dev.vnetproof.model.DnsSettings;
import dev.vnetproof.model.Ipv4Space;
import dev.vnetproof.model.Location;
import dev.vnetproof.model.Missing;
import dev.vnetproof.space.Address;
import dev.vnetproof.space.AddressSet;
import java.util.List;

/** The DNS settings of a location's virtual network. */
public record DnsServers(Location location, DnsSettings settings) {
  /** Azure-provided DNS (168.63.129.16, 2023-03-30). */
  private static final String AZURE = "168.63.129.16";

  /** Whether the list of servers is in the snapshot; an empty one is Azure-provided DNS. */
  public boolean isKnown() {
    return settings.servers().isKnown();
  }

  /** What the snapshot lacks where {@link #isKnown()} is false. */
  public Missing missing() {
    return settings.servers().missing();
  }

  /** The configured servers that are not Azure's own, in no order of theirs. */
  public AddressPrefixes customServers() {
    return AddressPrefixes.of(
        servers().stream().map(Address::toString).filter(s -> !s.equals(AZURE)).sorted().toList());
  }

  /** Whether names are asked of servers that are not Azure's own. */
  public boolean isCustom() {
    return servers().stream().anyMatch(s -> !s.toString().equals(AZURE));
  }

  /** Whether Azure-provided DNS answers, alone or among other servers. */
  public boolean isAzureProvided() {
    return isKnown()
        && (servers().isEmpty() || servers().stream().anyMatch(s -> s.toString().equals(AZURE)));
  }

  /** Whether the server that is asked first is not Azure's own. */
  public boolean isCustomFirst() {
    return !servers().isEmpty() && !servers().get(0).toString().equals(AZURE);
  }

  /** Whether Azure-provided DNS is one of several servers. */
  public boolean isMixed() {
    return isCustom() && isAzureProvided();
  }

  /**
   * The servers that are in no network of Azure that the snapshot knows: those behind a gateway.
   */
  public AddressPrefixes behindGateway() {
    AddressSet near =
        known(location.virtualNetwork().addressSpace())
            .union(known(location.virtualNetwork().peeredAddressSpaces()))
            .union(known(location.subnet().addressPrefixes()).ipv4());
    AddressSet learned = known(location.virtualNetwork().onPremisesAddressSpaces());
    return AddressPrefixes.of(
        servers().stream()
            .map(Address::toString)
            .filter(
                text -> {
                  AddressSet server = AddressSet.parse(text);
                  return !near.covers(server)
                      && (server.intersects(Ipv4Space.PRIVATE) || learned.covers(server));
                })
            .sorted()
            .toList());
  }

  /** Whether no server can be asked but behind a gateway. */
  public boolean isWhollyBehindGateway() {
    AddressPrefixes behind = behindGateway();
    return !behind.isEmpty() && behind.texts().size() == servers().size();
  }

  /** Whether some servers are behind a gateway and others are not. */
  public boolean isPartlyBehindGateway() {
    AddressPrefixes behind = behindGateway();
    return !behind.isEmpty() && behind.texts().size() < servers().size();
  }

  private static AddressSet known(Datum<AddressPrefixes> prefixes) {
    return prefixes.orElse(AddressPrefixes.NONE).set();
  }

  private List<Address> servers() {
    return settings.servers().orElse(List.of());
  }
}
