/**
 * The third layer: what the firewall behind a route lets through, by address and by name.
 *
 * <p>May use {@code proof.tag}, {@code rule}, {@code model} and {@code space}. Entry type: {@link
 * dev.vnetproof.proof.firewall.FirewallLayer}.
 *
 * <p>Internal: may change in any version.
 */
@NullMarked
package dev.vnetproof.proof.firewall;

import org.jspecify.annotations.NullMarked;
