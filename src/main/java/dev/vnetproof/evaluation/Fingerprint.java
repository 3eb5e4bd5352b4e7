package dev.vnetproof.evaluation;

import dev.vnetproof.finding.Block;
import dev.vnetproof.finding.DecidedBy;
import dev.vnetproof.finding.Finding;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.TreeSet;

/** Recognises the same finding in a later snapshot. */
final class Fingerprint {
  private Fingerprint() {}

  /** Made of what, where and because of which rules; not of priorities, order or witnesses. */
  static String of(String deployment, String location, Finding finding) {
    TreeSet<String> parts = new TreeSet<>();
    for (Block block : finding.blocks()) {
      parts.add(block.demand() + " | " + name(block.decidedBy()));
    }
    String text =
        String.join(
            "\n",
            deployment.toLowerCase(Locale.ROOT),
            location,
            finding.requirement(),
            finding.kind().name(),
            String.join("\n", parts),
            withoutIndex(finding.missing().orElse("")));
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static String name(DecidedBy decidedBy) {
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

  /** The place of a location in its snapshot may change; its label is hashed already. */
  private static String withoutIndex(String text) {
    return text.replaceAll("/locations/\\d+", "");
  }

  private static String lower(String... parts) {
    return String.join(" ", parts).toLowerCase(Locale.ROOT);
  }
}
