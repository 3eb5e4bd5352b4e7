package dev.vnetproof.engine;

import dev.vnetproof.catalogue.CatalogueException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A folder with one file of own rules, {@code own.drl}. */
final class OwnFolder {
  /** Lines 1 to 18: a rule below begins at 19. */
  static final String HEAD =
      """
      package acme.network;

      import dev.vnetproof.rule.Decision;
      import dev.vnetproof.rule.ForcedTunnel;
      import dev.vnetproof.rule.Deployment;
      import dev.vnetproof.rule.SubnetRule;
      import dev.vnetproof.rule.Finding;
      import dev.vnetproof.rule.Violation;
      import dev.vnetproof.model.AddressPrefixes;
      import dev.vnetproof.model.Feature;
      import dev.vnetproof.model.Location;
      import dev.vnetproof.rule.Remote;
      import dev.vnetproof.rule.RequiredFlow;
      import dev.vnetproof.rule.RequiredHost;
      import dev.vnetproof.rule.RequiredRoute;
      import java.util.List;
      import java.util.Optional;

      """;

  private OwnFolder() {}

  static Path of(Path folder, String drl) {
    try {
      Files.writeString(folder.resolve("own.drl"), drl);
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A rule at line 19, its consequence at line 23. */
  static String rule(String condition, String consequence) {
    return HEAD
        + "rule \"acme.ntp\"\n  when\n    "
        + condition
        + "\n  then\n    "
        + consequence
        + "\nend\n";
  }

  /** Rules one below the other; the consequence of number n, from 0, is at line 23 + 6 n. */
  static String rules(String condition, List<String> consequences) {
    StringBuilder drl = new StringBuilder(HEAD);
    for (int i = 0; i < consequences.size(); i++) {
      drl.append(
          rule(condition, consequences.get(i))
              .substring(HEAD.length())
              .replace("acme.ntp", "acme.rule" + i));
    }
    return drl.toString();
  }

  /** What a folder is refused for; empty where it is not. */
  static String refusal(Path folder, String drl) {
    try {
      RuleBase.builtInAnd(of(folder, drl), tag -> false);
      return "";
    } catch (CatalogueException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
