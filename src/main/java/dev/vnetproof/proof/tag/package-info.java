/**
 * What names stand for at one location: service tags, {@code VirtualNetwork}, prefixes; each as the
 * addresses it certainly and the addresses it possibly has.
 *
 * <p>May use {@code rule}, {@code model} and {@code space}. Entry types: {@link
 * dev.vnetproof.proof.tag.LocationSpace}, {@link dev.vnetproof.proof.tag.ServiceTags}.
 *
 * <ul>
 *   <li>Extent: the certain and the possible addresses of a name, and what would settle the rest.
 *   <li>Symbol: a number outside of IPv4 that stands for addresses known by name only.
 * </ul>
 *
 * <p>Internal: may change in any version, but for {@link dev.vnetproof.proof.tag.ServiceTags}.
 */
@NullMarked
package dev.vnetproof.proof.tag;

import org.jspecify.annotations.NullMarked;
