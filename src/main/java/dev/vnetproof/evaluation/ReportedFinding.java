package dev.vnetproof.evaluation;

import dev.vnetproof.rule.Finding;
import dev.vnetproof.rule.Requirement;

/**
 * A finding with what the catalogue says of its requirement.
 *
 * @param location the region, or the place in the snapshot where the region is not known
 * @param fingerprint the same for the same finding in a later snapshot, whatever the numbers and
 *     the order of rules; 16 hexadecimal digits
 */
public record ReportedFinding(
    Finding finding, Requirement requirement, String location, String fingerprint) {

  /** How much it hurts: the requirement's severity, and low for a recommendation. */
  public Requirement.Severity severity() {
    return finding.kind() == Finding.Kind.RECOMMENDATION
        ? Requirement.Severity.LOW
        : requirement.severity();
  }
}
