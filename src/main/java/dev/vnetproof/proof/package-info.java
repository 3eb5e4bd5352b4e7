/**
 * Decides demands exactly: folds the layers of a location and puts their verdicts into words.
 *
 * <p>May use {@code proof.nsg}, {@code proof.route}, {@code proof.firewall}, what these are built
 * on, {@code rule}, {@code model} and {@code space}. Entry type: {@link
 * dev.vnetproof.proof.LocationProof}.
 *
 * <p>Internal: may change in any version.
 */
@NullMarked
package dev.vnetproof.proof;

import org.jspecify.annotations.NullMarked;
