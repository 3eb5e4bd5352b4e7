package dev.vnetproof.rule;

/**
 * A custom rule that serves no row of the document and would serve one if a single word of it were
 * another.
 *
 * @param slip what is off
 * @param has what the rule says there
 * @param meant what the row says
 */
public record NearMiss(DecidedBy.BySecurityRule rule, Slip slip, String has, String meant) {

  /** What of a rule may be off. */
  public enum Slip {
    PORT("destination port"),
    DIRECTION("direction"),
    PROTOCOL("protocol");

    private final String noun;

    Slip(String noun) {
      this.noun = noun;
    }
  }

  /** A full sentence. */
  public String sentence() {
    return "Rule `"
        + rule.rule()
        + "` of `"
        + rule.networkSecurityGroup()
        + "` says "
        + slip.noun
        + " "
        + has
        + "; "
        + meant
        + " is probably meant.";
  }

  /** What to do about it. */
  public String fix() {
    return "Correct rule `" + rule.rule() + "`: " + slip.noun + " " + meant + ".";
  }
}
