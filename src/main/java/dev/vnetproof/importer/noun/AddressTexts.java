package dev.vnetproof.importer.noun;

import dev.vnetproof.model.AddressPrefixes;
import dev.vnetproof.model.RuleAddresses;
import dev.vnetproof.model.ServiceTag;
import dev.vnetproof.space.Address;
import dev.vnetproof.space.AddressSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Collects what one property or one side of a rule names. A bad text is refused with an {@link
 * IllegalArgumentException} that quotes it, and changes nothing.
 */
public final class AddressTexts {
  /**
   * How the documentation's prose writes tags, without blanks and in lower case (service tags
   * overview, 2021-04-23).
   */
  private static final Map<String, String> OTHER_SPELLINGS =
      Map.of(
          "azureeventhubs", "EventHub",
          "eventhubs", "EventHub",
          "azuresql", "Sql",
          "azurestorage", "Storage");

  private boolean any;
  private final List<String> prefixes = new ArrayList<>();
  private final List<AddressSet> sets = new ArrayList<>();
  private final List<ServiceTag> tags = new ArrayList<>();
  private final List<String> groups = new ArrayList<>();

  /** {@code *}, a prefix, an address, a range or a service tag. */
  public void add(String text) {
    if (text.equals("*") || text.equalsIgnoreCase("any")) {
      any = true;
    } else if (RuleAddresses.isTagName(text)) {
      tags.add(ServiceTag.of(text));
    } else {
      addPrefix(text, AddressTexts::fault);
    }
  }

  /** Somebody outside: a prefix, an address, a range, or a service tag that Azure has. */
  public void addParty(String text) {
    if (RuleAddresses.isTagName(text) && isKnown(ServiceTag.of(text))) {
      tags.add(ServiceTag.of(text));
    } else {
      addPrefix(text, AddressTexts::fault);
    }
  }

  private static boolean isKnown(ServiceTag tag) {
    return ServiceTag.knownServices().contains(tag.service());
  }

  /** A prefix, an address or a range. */
  public void addPrefix(String text) {
    addPrefix(text, AddressTexts::prefixFault);
  }

  private void addPrefix(String text, BiFunction<String, IllegalArgumentException, String> fault) {
    try {
      sets.add(AddressSet.parse(text));
      prefixes.add(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(fault.apply(text, e), e);
    }
  }

  /** A prefix with its length: what subnets, address spaces and routes are made of. */
  public void addNetwork(String text) {
    if (text.indexOf('/') < 0 && isAddressOrRange(text)) {
      throw new IllegalArgumentException(
          "`" + text + "` has no prefix length; expected a prefix such as `10.0.1.0/24`");
    }
    addPrefix(text);
  }

  public void addGroup(String id) {
    groups.add(id);
  }

  public AddressPrefixes prefixes() {
    return prefixes.isEmpty()
        ? AddressPrefixes.NONE
        : new AddressPrefixes(prefixes, AddressSet.unionOf(sets));
  }

  public RuleAddresses addresses() {
    return any && prefixes.isEmpty() && tags.isEmpty() && groups.isEmpty()
        ? RuleAddresses.ANY
        : new RuleAddresses(any, prefixes(), tags, groups);
  }

  /** One address. */
  public static Address address(String text) {
    if (text.indexOf('/') < 0 && text.indexOf('-') < 0 && isAddressOrRange(text)) {
      return AddressSet.parse(text).first().orElseThrow();
    }
    throw new IllegalArgumentException(
        "`" + text + "` is not an IP address; expected one such as `10.0.100.4`");
  }

  private static boolean isAddressOrRange(String text) {
    try {
      AddressSet.parse(text);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static String prefixFault(String text, IllegalArgumentException e) {
    return isAddressLike(text)
        ? String.valueOf(e.getMessage())
        : "`" + text + "` is not an address or a prefix; expected one such as `10.0.1.0/24`";
  }

  private static String fault(String text, IllegalArgumentException e) {
    if (isAddressLike(text)) {
      return String.valueOf(e.getMessage());
    }
    String joined = text.replaceAll("[\\s_-]", "");
    Optional<String> other =
        Optional.ofNullable(OTHER_SPELLINGS.get(joined.toLowerCase(Locale.ROOT)))
            .or(() -> Spelling.nearest(joined, ServiceTag.knownServices()));
    return "`"
        + text
        + "` is not an address, a prefix or a service tag"
        + other
            .map(tag -> "; did you mean the tag `" + tag + "`?")
            .orElse("; expected one such as `10.0.1.0/24` or `Storage`");
  }

  private static boolean isAddressLike(String text) {
    return text.indexOf(':') >= 0
        || text.indexOf('/') >= 0
        || !text.isEmpty() && Character.isDigit(text.charAt(0));
  }
}
