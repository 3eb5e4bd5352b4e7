package dev.vnetproof.fuzz;

import dev.vnetproof.fuzz.Seeds.Encoding;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Damage that only takes knowledge away: what was violated or undecided can be told as an error or
 * be undecided afterwards, but never be satisfied.
 *
 * <p>Of our own snapshots any property may be missing ("a property that is absent is not known").
 * Of what Azure prints, only what Azure always prints: it leaves out a route table where there is
 * none, but never the rules of a group.
 */
final class Loss {
  /**
   * As in the rule "a deleted property never satisfies": these are no facts, or name the format.
   */
  private static final Set<String> FRAME =
      Set.of("snapshot", "locations", "clientaddressprefixes", "deployment", "name", "capturedat");

  private static final Set<String> PREFIXES =
      Set.of("addressprefix", "addressprefixes", "address_prefixes");

  private static final Set<String> ALWAYS_PRINTED =
      Set.of(
          "securityrules",
          "routes",
          "direction",
          "access",
          "protocol",
          "priority",
          "sourceaddressprefix",
          "sourceportrange",
          "destinationaddressprefix",
          "destinationportrange",
          "nexthoptype");

  private static final Set<String> DECLARED =
      Set.of(
          "securityrules",
          "security_rule",
          "direction",
          "access",
          "protocol",
          "priority",
          "routes");

  private Loss() {}

  private record Target(Json parent, Json node, List<Kind> kinds) {}

  private enum Kind {
    DELETE,
    WRONG_TYPE,
    NO_PREFIX,
    NULL_FIRST,
    NULL_ELEMENT
  }

  /** Takes something away; says what. */
  static String from(Json root, Encoding encoding, Choices choices) {
    List<Target> targets = new ArrayList<>();
    find(root, "", "", encoding, targets);
    if (targets.isEmpty()) {
      return "nothing";
    }
    List<String> keys = targets.stream().map(each -> each.node().key).distinct().toList();
    String key = choices.of(keys); // What occurs once is met as often as what every rule has.
    Target target =
        choices.of(targets.stream().filter(each -> each.node().key.equals(key)).toList());
    Kind kind = choices.of(target.kinds());
    String what = kind + " at `" + target.node().key + "` in `" + target.parent().key + "`";
    switch (kind) {
      case DELETE -> target.parent().children.removeIf(child -> child == target.node());
      case WRONG_TYPE -> target.node().become(wrong(choices));
      case NO_PREFIX -> target.node().become(noPrefix(choices));
      case NULL_FIRST -> target.node().children.add(0, Json.literal("null"));
      case NULL_ELEMENT -> {
        List<Json> elements = target.node().children;
        int index = choices.below(elements.size());
        boolean empty = !isDeclared(encoding) && choices.oneIn(2);
        elements.set(index, empty ? Json.object() : Json.literal("null"));
        return what + " " + index;
      }
    }
    return what + (kind == Kind.DELETE ? "" : ": " + target.node().write());
  }

  private static Json wrong(Choices choices) {
    return switch (choices.below(4)) {
      case 0 -> Json.object(Json.literal("1").named("x"));
      case 1 -> Json.list(Json.object());
      case 2 -> Json.list(Json.list());
      default -> Json.object();
    };
  }

  private static Json noPrefix(Choices choices) {
    return switch (choices.below(6)) {
      case 0 -> Json.list();
      case 1 -> Json.literal("null");
      case 2 -> Json.list(Json.text(""));
      case 3 -> Json.list(Json.literal("null"));
      case 4 -> Json.text("");
      default -> Json.object();
    };
  }

  private static boolean isDeclared(Encoding encoding) {
    return encoding == Encoding.TEMPLATE || encoding == Encoding.TERRAFORM;
  }

  /** What a parameter means is for its template to say. */
  private static boolean isParameter(String above, Encoding encoding) {
    return isDeclared(encoding) && !above.equals("properties") && !above.equals("resources");
  }

  private static void find(
      Json node, String above, String aboveThat, Encoding encoding, List<Target> targets) {
    boolean inSubnet = above.startsWith("subnet") || aboveThat.startsWith("subnet");
    for (Json child : node.children) {
      String key = child.key.toLowerCase(Locale.ROOT);
      List<Kind> kinds = new ArrayList<>();
      if (node.isObject() && PREFIXES.contains(key) && inSubnet) {
        kinds.add(Kind.NO_PREFIX);
        kinds.add(Kind.DELETE);
      } else if (node.isObject() && encoding == Encoding.NATIVE && !FRAME.contains(key)) {
        kinds.add(Kind.DELETE);
        kinds.add(Kind.WRONG_TYPE);
      } else if (node.isObject() && encoding == Encoding.EXPORT && ALWAYS_PRINTED.contains(key)) {
        kinds.add(Kind.DELETE);
        kinds.add(Kind.WRONG_TYPE);
      } else if (isDeclared(encoding) && DECLARED.contains(key)) {
        kinds.add(Kind.WRONG_TYPE);
      }
      if (child.isList() && !FRAME.contains(key) && !isParameter(above, encoding)) {
        kinds.add(Kind.NULL_FIRST);
        if (!child.children.isEmpty()) {
          kinds.add(Kind.NULL_ELEMENT);
        }
      }
      if (!kinds.isEmpty()) {
        targets.add(new Target(node, child, kinds));
      }
      find(
          child, key.isEmpty() ? above : key, key.isEmpty() ? aboveThat : above, encoding, targets);
    }
  }
}
