/**
 * The first layer: network security groups of both ends, and the security admin rules before them.
 * The first rule that matches a packet decides.
 *
 * <p>May use {@code proof.layer}, {@code proof.tag}, {@code rule}, {@code model} and {@code space}.
 * Entry type: {@link dev.vnetproof.proof.nsg.NsgLayer}.
 *
 * <p>Internal: may change in any version.
 */
@NullMarked
package dev.vnetproof.proof.nsg;

import org.jspecify.annotations.NullMarked;
