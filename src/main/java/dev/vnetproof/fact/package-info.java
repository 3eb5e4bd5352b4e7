/**
 * What rules match: the snapshot as flat facts that can be joined by location.
 *
 * <p>May use {@code model} and {@code space}. Entry type: {@link dev.vnetproof.fact.Deployment}.
 */
@NullMarked
package dev.vnetproof.fact;

import org.jspecify.annotations.NullMarked;
