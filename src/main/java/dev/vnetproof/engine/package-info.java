/**
 * Runs rules: the only package that knows the rule engine.
 *
 * <p>May use everything below the facade. Entry type: {@link dev.vnetproof.engine.RuleBase}.
 *
 * <p>Internal: may change in any version.
 */
@NullMarked
package dev.vnetproof.engine;

import org.jspecify.annotations.NullMarked;
