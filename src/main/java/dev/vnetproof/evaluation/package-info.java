/**
 * The facade: evaluates snapshots against the rules and collects what they say.
 *
 * <p>May use everything but the importers, the writers and the command line. Entry type: {@link
 * dev.vnetproof.evaluation.Evaluator}.
 */
@NullMarked
package dev.vnetproof.evaluation;

import org.jspecify.annotations.NullMarked;
