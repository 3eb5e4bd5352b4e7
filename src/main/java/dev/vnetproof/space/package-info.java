/**
 * Sets of addresses, ports and protocols, and the packets that are made of them.
 *
 * <p>Pure geometry: no word of Azure, nothing but the JDK. Entry types: {@link
 * dev.vnetproof.space.AddressSet}, {@link dev.vnetproof.space.PortSet}, {@link
 * dev.vnetproof.space.PacketSet}.
 */
@NullMarked
package dev.vnetproof.space;

import org.jspecify.annotations.NullMarked;
