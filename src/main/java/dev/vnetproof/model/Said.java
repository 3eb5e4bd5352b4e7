package dev.vnetproof.model;

import dev.vnetproof.space.Address;
import dev.vnetproof.space.AddressSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a builder is told of one part of an environment, and what it is not.
 *
 * @param pointer of the part
 */
record Said(String pointer) {

  String at(String property) {
    return pointer + "/" + property;
  }

  /** What was said; not known where nothing was. */
  <T> Datum<T> or(@Nullable Datum<T> said, String property) {
    return said != null ? said : Datum.unknownAt(at(property));
  }

  /** What was said; {@code none} where nothing was and that is complete. */
  <T> Datum<T> or(@Nullable Datum<T> said, String property, boolean complete, T none) {
    return said == null && complete ? Datum.known(none) : or(said, property);
  }

  <T> List<T> all(String[] texts, String property, BiFunction<String, String, T> read) {
    List<T> list = new ArrayList<>();
    for (String text : texts) {
      list.add(read.apply(text, at(property) + "/" + list.size()));
    }
    return list;
  }

  Datum<AddressPrefixes> prefixes(String property, String... texts) {
    try {
      return Datum.known(AddressPrefixes.of(texts));
    } catch (IllegalArgumentException e) {
      throw problem(property, e.getMessage() + "; expected prefixes such as `10.0.1.0/24`");
    }
  }

  /** Of none, nobody would send anything, and every demand would be met. */
  Datum<AddressPrefixes> some(String property, String... texts) {
    Datum<AddressPrefixes> prefixes = prefixes(property, texts);
    if (!prefixes.orElse(AddressPrefixes.NONE).hasIpv4()) {
      throw problem(property, "names no IPv4 prefix; expected one such as `10.0.1.0/24`");
    }
    return prefixes;
  }

  Address address(String property, String text) {
    if (text.indexOf('/') < 0 && text.indexOf('-') < 0) {
      try {
        return AddressSet.parse(text).first().orElseThrow();
      } catch (IllegalArgumentException e) {
        // Said below, with what is wrong with prefixes.
      }
    }
    throw problem(
        property, "`" + text + "` is not an IP address; expected one such as `10.0.100.4`");
  }

  /** A group with these rules before Azure's own. */
  NetworkSecurityGroup securityGroup(String name, String... rules) {
    List<SecurityRule> read = all(rules, "networkSecurityGroup/securityRules", Shorthand::rule);
    Map<String, SecurityRule> taken = new HashMap<>();
    for (SecurityRule rule : read) {
      SecurityRule first = taken.putIfAbsent(rule.direction() + "/" + rule.priority(), rule);
      if (first != null) {
        throw problem(
            "networkSecurityGroup",
            "`%s` and `%s` both have priority %s, direction %s; expected one rule each"
                .formatted(first.name(), rule.name(), rule.priority(), rule.direction()));
      }
    }
    return new NetworkSecurityGroup(name, Datum.known(read), NetworkSecurityGroup.DEFAULT_RULES);
  }

  /** A firewall that lets pass what these rules allow, and no more. */
  EgressFirewall firewall(String name, String address, String... rules) {
    List<FqdnAllowance> hosts = new ArrayList<>();
    List<NetworkAllowance> networks = new ArrayList<>();
    for (String rule : rules) {
      if (Shorthand.isAboutHosts(rule)) {
        String place = at("egressFirewall/fqdnAllowances/") + hosts.size();
        hosts.add(Shorthand.fqdnAllowance(rule, place));
      } else {
        String place = at("egressFirewall/networkAllowances/") + networks.size();
        networks.add(Shorthand.networkAllowance(rule, place));
      }
    }
    return new EgressFirewall(
        name,
        Datum.known(address("egressFirewall/privateIpAddress", address)),
        Datum.known(hosts),
        Datum.known(networks));
  }

  IllegalArgumentException problem(String property, String problem) {
    return new IllegalArgumentException(at(property) + ": " + problem);
  }
}
