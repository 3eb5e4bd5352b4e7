/**
 * All that the author of a rule imports: facts about a location, demands, what became of a demand,
 * findings.
 *
 * <p>May use {@code model} and {@code space}. Entry types: {@link dev.vnetproof.rule.Demand},
 * {@link dev.vnetproof.rule.Finding}.
 *
 * <ul>
 *   <li>Fact: what the facade inserts for rules to match.
 *   <li>Demand: what one sentence asks of one location; a flow, a host, a route or a setting.
 *   <li>Verdict: what became of a demand; allowed, blocked, partial or unknown.
 *   <li>Block: one obstacle, with the packet that meets it and what decides there.
 *   <li>Finding: what is reported; a violation, a recommendation or something undetermined.
 * </ul>
 */
@NullMarked
package dev.vnetproof.rule;

import org.jspecify.annotations.NullMarked;
