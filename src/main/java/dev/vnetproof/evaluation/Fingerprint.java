package dev.vnetproof.evaluation;

import dev.vnetproof.model.Location;
import dev.vnetproof.model.Missing;
import dev.vnetproof.rule.Block;
import dev.vnetproof.rule.DecidedBy;
import dev.vnetproof.rule.Finding;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Recognises the same finding in a later snapshot. */
final class Fingerprint {
  /** A place in a list, in a pointer: behind the name of the list. The label says the location. */
  private static final Pattern INDEX = Pattern.compile("(/[A-Za-z]{1,40})/\\d+(?![\\w.])");

  /** What is named by a place in a list: its pointer, and its name. */
  private final Map<String, String> named = new HashMap<>();

  private Fingerprint(Location location) {
    location
        .networkSecurityGroup()
        .orElse(Optional.empty())
        .ifPresent(
            group ->
                group
                    .securityRules()
                    .orElse(List.of())
                    .forEach(rule -> named.put(rule.pointer(), rule.name())));
    location
        .routeTable()
        .orElse(Optional.empty())
        .ifPresent(
            table ->
                table
                    .routes()
                    .orElse(List.of())
                    .forEach(route -> named.put(route.pointer(), route.name())));
    location
        .egressFirewall()
        .orElse(Optional.empty())
        .ifPresent(
            firewall -> {
              firewall
                  .networkAllowances()
                  .orElse(List.of())
                  .forEach(rule -> named.put(rule.pointer(), rule.name()));
              firewall
                  .fqdnAllowances()
                  .orElse(List.of())
                  .forEach(rule -> named.put(rule.pointer(), rule.name()));
            });
    location
        .securityAdminRules()
        .orElse(List.of())
        .forEach(rule -> named.put(rule.pointer(), rule.name()));
  }

  /** Made of what, where and because of which rules; not of priorities, order or witnesses. */
  static String of(String deployment, String label, Location location, Finding finding) {
    Fingerprint fingerprint = new Fingerprint(location);
    TreeSet<String> parts = new TreeSet<>();
    for (Block block : finding.blocks()) {
      parts.add(block.demand() + " | " + fingerprint.name(block.decidedBy()));
    }
    String text =
        String.join(
            "\n",
            deployment.toLowerCase(Locale.ROOT),
            label,
            finding.requirement(),
            finding.kind().name(),
            String.join("\n", parts),
            fingerprint.withoutIndex(finding.missing().map(Missing::text).orElse("")));
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private String name(DecidedBy decidedBy) {
    if (decidedBy instanceof DecidedBy.BySecurityRule rule) {
      return lower("rule", rule.networkSecurityGroup(), rule.rule());
    }
    if (decidedBy instanceof DecidedBy.ByRoute route) {
      return lower("route", route.routeTable().orElse(""), route.route());
    }
    if (decidedBy instanceof DecidedBy.ByFirewall firewall) {
      return lower("firewall", firewall.firewall(), firewall.rule().orElse(""));
    }
    return decidedBy.type() + " " + withoutIndex(decidedBy.toString());
  }

  /** Names in the place of indexes: what is listed may be listed in another order. */
  private String withoutIndex(String text) {
    return INDEX
        .matcher(text)
        .replaceAll(
            index -> {
              String name =
                  named.get(text.substring(pointerStart(text, index.start()), index.end()));
              String list = index.group(1);
              String kept = list.equals("/locations") ? "" : list;
              return Matcher.quoteReplacement(name == null ? kept : kept + "/" + lower(name));
            });
  }

  private static int pointerStart(String text, int end) {
    int start = end;
    while (start > 0 && !Character.isWhitespace(text.charAt(start - 1))) {
      start--;
    }
    return start;
  }

  private static String lower(String... parts) {
    return String.join(" ", parts).toLowerCase(Locale.ROOT);
  }
}
