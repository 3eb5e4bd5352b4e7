/**
 * A decision in sentences: what was demanded, where it stops, what is missing, what to do.
 *
 * <p>May use {@code rule}, {@code model} and {@code space}. Entry types: {@link
 * dev.vnetproof.wording.Explanation}, {@link dev.vnetproof.wording.MissingWords}.
 *
 * <p>Internal: may change in any version.
 */
@NullMarked
package dev.vnetproof.wording;

import org.jspecify.annotations.NullMarked;
