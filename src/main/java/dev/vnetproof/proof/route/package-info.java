/**
 * The second layer: where packets are led, there and back. The longest prefix wins; between equal
 * ones who made the route.
 *
 * <p>May use {@code proof.firewall}, {@code proof.layer}, {@code proof.tag}, {@code rule}, {@code
 * model} and {@code space}. Entry type: {@link dev.vnetproof.proof.route.PathLayer}.
 *
 * <p>Internal: may change in any version.
 */
@NullMarked
package dev.vnetproof.proof.route;

import org.jspecify.annotations.NullMarked;
