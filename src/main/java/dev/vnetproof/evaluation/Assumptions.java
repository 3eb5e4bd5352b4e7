package dev.vnetproof.evaluation;

import dev.vnetproof.model.AddressPrefixes;
import dev.vnetproof.model.Assumption;
import dev.vnetproof.model.Cloud;
import dev.vnetproof.model.EnvironmentSnapshot;
import dev.vnetproof.model.Feature;
import dev.vnetproof.model.Location;
import dev.vnetproof.model.OtherSubnet;
import dev.vnetproof.model.OtherSubnet.FarEnd;
import dev.vnetproof.model.PlatformVersion;
import dev.vnetproof.model.VirtualNetwork;
import dev.vnetproof.rule.Edition;
import dev.vnetproof.space.Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What an evaluation takes for granted where a snapshot is silent: that there is nothing of what
 * few networks have, and what no resource of the network shows. Each is told once, whatever the
 * number of locations.
 */
public final class Assumptions {
  /** The first edition of one table, without a word on stv1 (2025-06-17). */
  private static final String WITHOUT_STV1 = "2025-06-17";

  private Assumptions() {}

  /**
   * All that an evaluation of the snapshot rests on, what the importer assumed among it.
   *
   * @param cloud what the user says of environments that do not say it themselves
   */
  public static List<Assumption> of(EnvironmentSnapshot snapshot, Optional<Cloud> cloud) {
    return told(CloudChoice.of(snapshot, cloud).snapshot()).assumptions();
  }

  /** Those, and which pages an environment is held to that the document is not about. */
  static EnvironmentSnapshot told(EnvironmentSnapshot snapshot, Edition edition) {
    EnvironmentSnapshot told = told(snapshot);
    if (snapshot.deployment().isV2()) {
      return told.assuming(
          new Assumption(
              "what it is held to",
              "the pages on its own tier",
              "edition "
                  + edition.id()
                  + " is of the page on the classic tiers; each finding names its page and date"));
    }
    boolean isStv1 =
        snapshot.deployment().platformVersion().orElse(PlatformVersion.STV2)
            == PlatformVersion.STV1;
    return isStv1 && edition.since(WITHOUT_STV1)
        ? told.assuming(
            new Assumption(
                "what an instance on stv1 is held to",
                "what edition " + edition.id() + " asks of any instance",
                "since "
                    + WITHOUT_STV1
                    + " the page says nothing of stv1; earlier editions have rows of its own"))
        : told;
  }

  /** The snapshot with those that its silence leads to. */
  static EnvironmentSnapshot told(EnvironmentSnapshot snapshot) {
    EnvironmentSnapshot result = snapshot;
    if (snapshot.locations().stream().anyMatch(l -> !l.securityAdminRules().isKnown())) {
      result =
          result.assuming(
              new Assumption(
                  "the list of security admin rules (Virtual Network Manager)",
                  "empty",
                  "no input shows any; add what `az network manager"
                      + " list-effective-security-admin-rules` prints for the network"));
    }
    if (snapshot.locations().stream()
        .anyMatch(l -> !l.virtualNetwork().privateDnsZones().isKnown())) {
      result =
          result.assuming(
              new Assumption(
                  "the list of private DNS zones that hide Microsoft's names from the network",
                  "empty",
                  "no input shows zones that are linked to it; add them with their links"));
    }
    if (snapshot.locations().stream().anyMatch(l -> !l.subnet().otherUsers().isKnown())) {
      result =
          result.assuming(
              new Assumption(
                  "the list of what else holds addresses in the subnet",
                  "empty",
                  "no input shows its network interfaces; `az network vnet subnet show` does"));
    }
    List<String> open = ways(snapshot);
    return open.isEmpty()
        ? result
        : result.assuming(
            new Assumption(
                "the way into the subnet of " + String.join(", ", open),
                "open",
                "no input shows the network security group there; add the virtual network with that"
                    + " subnet, and the group"));
  }

  /** The far ends in Azure's networks of which nobody shows the group, in order. */
  private static List<String> ways(EnvironmentSnapshot snapshot) {
    TreeSet<String> servers = new TreeSet<>();
    boolean hasCache = false;
    for (Location location : snapshot.locations()) {
      for (Address server : location.dns().servers().orElse(List.of())) {
        if (isElsewhereInAzure(server, location) && !isShown(server, location.virtualNetwork())) {
          servers.add("DNS server `" + server + "`");
        }
      }
      hasCache |= !location.virtualNetwork().otherSubnets().isKnown() || isCacheOpen(location);
    }
    List<String> ways = new ArrayList<>(servers);
    if (hasCache && snapshot.deployment().features().getOrDefault(Feature.EXTERNAL_CACHE, false)) {
      ways.add("the external cache");
    }
    return ways;
  }

  private static boolean isElsewhereInAzure(Address server, Location location) {
    VirtualNetwork network = location.virtualNetwork();
    boolean isHere =
        location.subnet().addressPrefixes().orElse(AddressPrefixes.NONE).set().contains(server);
    return !isHere
        && Stream.of(network.addressSpace(), network.peeredAddressSpaces())
            .anyMatch(space -> space.orElse(AddressPrefixes.NONE).set().contains(server));
  }

  /** A list of subnets that is known has all that hold far ends. */
  private static boolean isShown(Address server, VirtualNetwork network) {
    return network
        .otherSubnets()
        .map(
            subnets ->
                subnets.stream()
                    .filter(
                        subnet ->
                            subnet
                                .addressPrefixes()
                                .orElse(AddressPrefixes.NONE)
                                .set()
                                .contains(server))
                    .allMatch(subnet -> subnet.networkSecurityGroup().isKnown()))
        .orElse(false);
  }

  private static boolean isCacheOpen(Location location) {
    for (OtherSubnet subnet : location.virtualNetwork().otherSubnets().orElse(List.of())) {
      if (subnet.holds().orElse(Set.of()).contains(FarEnd.CACHE)
          && !subnet.networkSecurityGroup().isKnown()) {
        return true;
      }
    }
    return false;
  }
}
