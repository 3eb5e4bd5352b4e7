package dev.vnetproof.rule;

/**
 * A far side that is accepted in place of the demanded one: a part of it, or a {@link
 * Standing#FALLBACK}.
 *
 * @param advice the requirement under which its use is advised against; for {@link
 *     Standing#TOLERATED} the demanding requirement itself
 */
public record Alternative(Remote remote, Standing standing, String advice) {

  /** What the document thinks of an alternative. */
  public enum Standing {
    /** The document offers it: nothing to report. */
    PERMITTED,
    /** It works and the document knows it, but advises otherwise. */
    DISCOURAGED,
    /** The document does not offer it; what it leaves out is not allowed. */
    TOLERATED,
    /** It answers where the demanded one does not; what is cut of that is advised against. */
    FALLBACK
  }
}
