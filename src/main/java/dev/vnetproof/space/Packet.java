package dev.vnetproof.space;

/**
 * The first packet of a flow, as a network security group sees it.
 *
 * @param sourcePort 0 to 65535
 * @param destinationPort 0 to 65535
 */
public record Packet(
    Protocol protocol, Address source, int sourcePort, Address destination, int destinationPort) {}
