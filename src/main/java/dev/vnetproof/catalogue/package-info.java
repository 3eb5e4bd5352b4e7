/**
 * The catalogue: what {@code rules/} says of its requirements beside the rules themselves.
 *
 * <p>May use {@code rule} and what is below it. Entry type: {@link
 * dev.vnetproof.catalogue.Catalogue}.
 */
@NullMarked
package dev.vnetproof.catalogue;

import org.jspecify.annotations.NullMarked;
