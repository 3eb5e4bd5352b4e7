/**
 * The command line: the only package that prints, exits, and reads clock and environment.
 *
 * <p>May use everything but the rule engine itself. Entry type: {@link dev.vnetproof.cli.Main}.
 *
 * <p>Internal: may change in any version; what the command prints and returns does not.
 */
@NullMarked
package dev.vnetproof.cli;

import org.jspecify.annotations.NullMarked;
