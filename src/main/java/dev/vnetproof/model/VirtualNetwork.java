package dev.vnetproof.model;

/**
 * The virtual network around the subnet.
 *
 * @param peeredAddressSpaces spaces of peered networks with access allowed
 * @param onPremisesAddressSpaces spaces reached through a gateway, learned or configured
 * @param gateway whether the network has, or uses through a peering, a virtual network gateway
 */
public record VirtualNetwork(
    String name,
    Datum<AddressPrefixes> addressSpace,
    Datum<AddressPrefixes> peeredAddressSpaces,
    Datum<AddressPrefixes> onPremisesAddressSpaces,
    Datum<Boolean> gateway) {}
