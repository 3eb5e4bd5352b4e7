package dev.vnetproof.model;

import java.util.ArrayList;
import java.util.List;

/**
 * One side of a security rule: the union of what its singular and plural fields name. Clients are
 * named in the same way.
 *
 * @param any the rule says {@code *}
 * @param prefixes explicit addresses
 * @param tags service tags, {@code VirtualNetwork}, {@code Internet} and {@code AzureLoadBalancer}
 *     among them
 * @param applicationSecurityGroups resource ids; the members are network interfaces
 */
public record RuleAddresses(
    boolean any,
    AddressPrefixes prefixes,
    List<ServiceTag> tags,
    List<String> applicationSecurityGroups) {
  public static final RuleAddresses ANY =
      new RuleAddresses(true, AddressPrefixes.NONE, List.of(), List.of());

  public static final RuleAddresses NONE =
      new RuleAddresses(false, AddressPrefixes.NONE, List.of(), List.of());

  public RuleAddresses {
    tags = List.copyOf(tags);
    applicationSecurityGroups = List.copyOf(applicationSecurityGroups);
  }

  /**
   * Reads what a rule side lists: {@code *}, {@code Any}, prefixes and service tags.
   *
   * @throws IllegalArgumentException saying what is wrong with the first bad text
   */
  public static RuleAddresses of(List<String> texts) {
    boolean any = false;
    List<String> prefixes = new ArrayList<>();
    List<ServiceTag> tags = new ArrayList<>();
    for (String text : texts) {
      if (text.equals("*") || text.equalsIgnoreCase("any")) {
        any = true;
      } else if (isTagName(text)) {
        tags.add(ServiceTag.of(text));
      } else {
        prefixes.add(text);
      }
    }
    return new RuleAddresses(any, AddressPrefixes.of(prefixes), tags, List.of());
  }

  /** The same of single texts. */
  public static RuleAddresses of(String... texts) {
    return of(List.of(texts));
  }

  /** A tag starts with a letter and has neither colon nor slash; an address never looks so. */
  public static boolean isTagName(String text) {
    if (text.isEmpty() || !Character.isLetter(text.charAt(0))) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '.')) {
        return false;
      }
    }
    return true;
  }

  /** Whether nothing at all is named. */
  public boolean isEmpty() {
    return !any && prefixes.isEmpty() && tags.isEmpty() && applicationSecurityGroups.isEmpty();
  }
}
