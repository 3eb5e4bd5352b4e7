/**
 * What a document demands: demands that rules make, and the catalogue entries behind them.
 *
 * <p>May use {@code fact}, {@code model} and {@code space}. Entry type: {@link
 * dev.vnetproof.requirement.Demand}.
 */
@NullMarked
package dev.vnetproof.requirement;

import org.jspecify.annotations.NullMarked;
