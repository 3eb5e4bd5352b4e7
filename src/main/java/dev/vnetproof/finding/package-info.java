/**
 * What an evaluation reports: findings with witness, deciding rule and fix.
 *
 * <p>May use {@code model} and {@code space}. Entry type: {@link dev.vnetproof.finding.Finding}.
 */
@NullMarked
package dev.vnetproof.finding;

import org.jspecify.annotations.NullMarked;
