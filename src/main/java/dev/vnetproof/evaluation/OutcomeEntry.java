package dev.vnetproof.evaluation;

import dev.vnetproof.rule.Outcome;

/**
 * What became of one requirement at one location.
 *
 * @param location the region, or the place in the snapshot where the region is not known
 */
public record OutcomeEntry(String requirement, String location, Outcome outcome) {}
