package dev.vnetproof.model;

import dev.vnetproof.space.Address;
import java.util.Optional;

/**
 * A user-defined route.
 *
 * @param destination one prefix, or one service tag, which stands for one route per prefix
 * @param nextHopIpAddress of a virtual appliance
 * @param pointer where the route stands in the inputs, the text of a {@link Place}
 */
public record Route(
    String name,
    Datum<RuleAddresses> destination,
    Datum<NextHopType> nextHopType,
    Optional<Address> nextHopIpAddress,
    String pointer) {}
