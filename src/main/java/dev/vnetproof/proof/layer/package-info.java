/**
 * The packets that a demand asks for, and the one of them that is shown.
 *
 * <p>May use {@code proof.tag}, {@code rule}, {@code model} and {@code space}. Entry type: {@link
 * dev.vnetproof.proof.layer.DemandedFlow}.
 *
 * <p>Internal: may change in any version.
 */
@NullMarked
package dev.vnetproof.proof.layer;

import org.jspecify.annotations.NullMarked;
