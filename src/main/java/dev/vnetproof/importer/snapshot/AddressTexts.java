package dev.vnetproof.importer.snapshot;

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

/** Collects what one property or one side of a rule names, and reports each bad text by itself. */
final class AddressTexts {
  /**
   * How the documentation's prose and the classic deployment model write tags, without blanks and
   * in lower case (service tags overview, 2021-04-23).
   */
  private static final Map<String, String> OTHER_SPELLINGS =
      Map.of(
          "azureeventhubs", "EventHub",
          "eventhubs", "EventHub",
          "azuresql", "Sql",
          "azurestorage", "Storage",
          "virtual_network", "VirtualNetwork",
          "azure_loadbalancer", "AzureLoadBalancer");

  private final Problems problems;
  private boolean any;
  private final List<String> prefixes = new ArrayList<>();
  private final List<AddressSet> sets = new ArrayList<>();
  private final List<ServiceTag> tags = new ArrayList<>();
  private final List<String> groups = new ArrayList<>();

  AddressTexts(Problems problems) {
    this.problems = problems;
  }

  /** {@code *}, a prefix, an address, a range or a service tag. */
  void add(String text, String pointer) {
    if (text.equals("*") || text.equalsIgnoreCase("any")) {
      any = true;
    } else if (RuleAddresses.isTagName(text)) {
      tags.add(ServiceTag.of(text));
    } else {
      addPrefix(text, pointer);
    }
  }

  /** A prefix, an address or a range. */
  void addPrefix(String text, String pointer) {
    try {
      sets.add(AddressSet.parse(text));
      prefixes.add(text);
    } catch (IllegalArgumentException e) {
      problems.semantic(pointer, fault(text, e));
    }
  }

  /** A prefix with its length: what subnets, address spaces and routes are made of. */
  void addNetwork(String text, String pointer) {
    if (text.indexOf('/') < 0 && isAddressOrRange(text)) {
      problems.semantic(
          pointer, "`" + text + "` has no prefix length; expected a prefix such as `10.0.1.0/24`");
    } else {
      addPrefix(text, pointer);
    }
  }

  void addGroup(String id) {
    groups.add(id);
  }

  AddressPrefixes prefixes() {
    return prefixes.isEmpty()
        ? AddressPrefixes.NONE
        : new AddressPrefixes(prefixes, AddressSet.unionOf(sets));
  }

  RuleAddresses addresses() {
    return any && prefixes.isEmpty() && tags.isEmpty() && groups.isEmpty()
        ? RuleAddresses.ANY
        : new RuleAddresses(any, prefixes(), tags, groups);
  }

  /** One address; empty, and reported, where the text is not one. */
  static Optional<Address> address(Problems problems, String text, String pointer) {
    if (text.indexOf('/') < 0 && text.indexOf('-') < 0 && isAddressOrRange(text)) {
      return AddressSet.parse(text).first();
    }
    problems.semantic(
        pointer, "`" + text + "` is not an IP address; expected one such as `10.0.100.4`");
    return Optional.empty();
  }

  private static boolean isAddressOrRange(String text) {
    try {
      AddressSet.parse(text);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static String fault(String text, IllegalArgumentException e) {
    boolean addressLike =
        text.indexOf(':') >= 0 || !text.isEmpty() && Character.isDigit(text.charAt(0));
    if (addressLike) {
      String message = String.valueOf(e.getMessage());
      return message.startsWith("`") ? message : "`" + text + "` " + message;
    }
    String joined = text.replaceAll("\\s", "");
    String other = OTHER_SPELLINGS.get(joined.toLowerCase(Locale.ROOT));
    if (other != null) {
      return "`" + text + "` is not a service tag; the tag is `" + other + "`";
    }
    return RuleAddresses.isTagName(joined)
        ? "`%s` is not a service tag, which has no blanks; the tag is `%s`"
            .formatted(text, ServiceTag.of(joined).name())
        : "`" + text + "` is neither an address, a prefix nor a service tag";
  }
}
