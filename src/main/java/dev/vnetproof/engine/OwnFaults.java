package dev.vnetproof.engine;

import dev.vnetproof.catalogue.CatalogueException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.kie.api.runtime.rule.ConsequenceException;

/** Tells what went wrong while own rules ran as a fault of the rule that did it. */
final class OwnFaults {
  private OwnFaults() {}

  static CatalogueException of(OwnRules rules, Throwable fault) {
    Set<String> guilty = new HashSet<>();
    Throwable cause = fault;
    for (Throwable each = fault; each != null; each = each.getCause()) {
      if (each instanceof CatalogueException told) {
        return told;
      }
      if (guilty.isEmpty()) {
        guilty.addAll(rulesOf(rules, each));
      }
      if (each instanceof RuleFault known) {
        return new CatalogueException(
            rules.told(guilty.isEmpty() ? known.rules() : guilty, message(known)), fault);
      }
      cause = each;
    }
    return new CatalogueException(rules.told(guilty, "fails: " + described(cause)), fault);
  }

  private static String message(Throwable fault) {
    return String.valueOf(fault.getMessage());
  }

  /** By what the engine says, or else by the compiled class that the fault came through. */
  private static Set<String> rulesOf(OwnRules rules, Throwable fault) {
    if (fault instanceof ConsequenceException consequence && consequence.getRule() != null) {
      return Set.of(consequence.getRule().getName());
    }
    if (fault instanceof RuleFault known) {
      return known.rules();
    }
    for (StackTraceElement element : fault.getStackTrace()) {
      Set<String> found = rules.rulesOf(element.getClassName());
      if (!found.isEmpty()) {
        return found;
      }
    }
    return Set.of();
  }

  /** What Java says of a fault, or the name of its kind in words. */
  private static String described(Throwable fault) {
    String kind =
        fault
            .getClass()
            .getSimpleName()
            .replaceAll("(Exception|Error)$", "")
            .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
            .toLowerCase(Locale.ROOT);
    List<String> lines = message(fault).lines().toList();
    return fault.getMessage() == null || lines.isEmpty()
        ? kind
        : CompileErrors.withoutPackages(lines.get(0).strip()) + " (" + kind + ")";
  }
}
