package dev.vnetproof.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Anything that can happen to a JSON tree, and more. */
final class Damage {
  /** What a value may become, whatever it was. */
  private static final List<String> LITERALS =
      List.of(
          "null",
          "true",
          "false",
          "0",
          "1",
          "-1",
          "7",
          "443",
          "65536",
          "4097",
          "1.5",
          "-0",
          "1e3",
          "1e400",
          "2147483647",
          "2147483648",
          "-2147483648",
          "9223372036854775808",
          "1E-9");

  private static final List<String> PLAIN_TEXTS =
      List.of(
          """
          * | Any | - | : | / | // | [ | ] | [] | [[ | {0} | {0,-2147483648} | {0,2147483647} |
          {0,10001} | { | }} | ' | 0 | -1 | 443 | 0-65535 | 443-80 | 65536 | 1-2-3 | 443,80 |
          99999999999999999999 | 0.0.0.0/0 | 10.0.1.0/24 | 10.0.0.0/33 | 10.0.0.1/8 | 256.1.1.1 |
          1.2.3 | ::/0 | ::1 | fe80::%1/64 | 10.0.0.0-10.0.0.9 | 10.0.0.9-10.0.0.0 | 0.0.0.0 |
          255.255.255.255/32 | Internet | VirtualNetwork | AzureLoadBalancer | Sql.WestUS |
          Storage. | .Storage | Nowhere | westus | West US | usgovvirginia | Allow | Deny |
          Inbound | Tcp | Icmp | VirtualAppliance | VirtualNetworkGateway | None | a.b | *.a.b |
          a..b | *.* | -a.b | a_b.c | login.microsoftonline.com | ${AZURE_LOCATION} | ${X=westus} |
          [parameters('x')] | [variables('x')] | []] | [[escaped] | [resourceGroup().id] |
          [reference('x').y] | [json('{')] |
          [resourceId('Microsoft.Network/virtualNetworks/subnets', 'a')] |
          [subscriptionResourceId('a')] | [copyIndex()] | [concat('a') |
          /subscriptions/s/resourceGroups/r/providers/Microsoft.Network/virtualNetworks/v/subnets/s |
          /subscriptions//resourceGroups//providers// | Microsoft.Network/ |
          Microsoft.ApiManagement/service | Microsoft.Resources/deployments | 2023-01-06 |
          0001-01-01T00:00:00Z | azurerm_subnet.x | module.x.azurerm_subnet.x[0] | data.x.y |
          each.value | count.index
          """
              .strip()
              .split("\\s*\\|\\s*"));

  private static final List<String> ODD_TEXTS =
      List.of(
          "",
          " ",
          "\u0000",
          "\n",
          "\t",
          "\u001b[31m",
          "\u202e",
          "\ud800",
          "\udc00x",
          "\ud83d\ude00",
          "\ufeff",
          "\u0130",
          "\u00df",
          "\u2028");

  private static final List<String> KEYS =
      List.of(" ", "/", "~", "~1", ".", "copy", "$schema", "type", "id", "\ud800", "a/b~c");

  /** What repeats in texts that are hard on patterns and recursions. */
  private static final List<String> REPEATED =
      List.of(
          "a.",
          "--- ",
          "a",
          "(",
          "[",
          "0",
          ".",
          ",",
          " ",
          "1,",
          "'a',",
          "{0}",
          "\n",
          "/a",
          "::",
          "concat(",
          "[concat(",
          "not(",
          "*.",
          "\ud800",
          "-",
          "{}\n",
          "10.0.0.0/8,");

  /** Of two. */
  private static final List<Integer> POWERS =
      List.of(0, 1, 2, 3, 4, 6, 8, 10, 11, 12, 13, 13, 14, 16, 19, 23);

  private static final int MOST = 9_500_000;

  private final Choices choices;
  private final List<String> words;

  /** Characters that damage may still add: one large thing for each trial. */
  private int room = MOST;

  Damage(Choices choices, List<String> words) {
    this.choices = choices;
    this.words = words;
  }

  /** Up to {@code most} changes, as long as there are choices. */
  void all(List<Json> roots, int most) {
    for (int i = 0; i < most && !choices.isEmpty(); i++) {
      one(choices.of(roots));
    }
  }

  private void one(Json root) {
    List<Json> nodes = root.all();
    Json node = choices.oneIn(2) ? choices.of(nodes) : byKey(nodes);
    Json parent = parent(nodes, node);
    switch (choices.below(18)) {
      case 0 -> parent.children.removeIf(child -> child == node);
      case 1 -> twice(parent, node);
      case 2 -> node.become(Json.literal("null"));
      case 3 -> node.become(Json.literal(choices.of(LITERALS)));
      case 4 -> node.become(Json.text(text()));
      case 5 -> node.become(Json.text(choices.of(words)));
      case 6 -> node.become(Json.list());
      case 7 -> node.become(wrapped(node));
      case 8 -> otherShape(node);
      case 9 -> node.key = key();
      case 10 -> node.become(nodes.get(choices.below(nodes.size())).copy());
      case 11 -> swap(node, nodes.get(choices.below(nodes.size())));
      case 12 -> edited(node);
      case 13 -> node.become(Json.text(longText(node)));
      case 14 -> many(parent, node);
      case 15 -> deep(node);
      case 16 -> added(node);
      default -> Collections.shuffle(node.children, new Random(choices.below(256)));
    }
  }

  /** So that what occurs once is found as often as what every rule has. */
  private Json byKey(List<Json> nodes) {
    List<String> keys = nodes.stream().map(json -> json.key).distinct().toList();
    String key = choices.of(keys);
    return choices.of(nodes.stream().filter(json -> json.key.equals(key)).toList());
  }

  private String text() {
    return choices.of(choices.oneIn(4) ? ODD_TEXTS : PLAIN_TEXTS);
  }

  /** The value that holds another one; the root holds itself. */
  private static Json parent(List<Json> nodes, Json node) {
    for (Json candidate : nodes) {
      for (Json child : candidate.children) {
        if (child == node) {
          return candidate;
        }
      }
    }
    return node;
  }

  private void twice(Json parent, Json node) {
    if (parent != node && take(node)) {
      parent.children.add(choices.below(parent.children.size() + 1), node.copy());
    }
  }

  private Json wrapped(Json node) {
    Json inner = node.copy();
    return switch (choices.below(6)) {
      case 0 -> Json.list(inner);
      case 1 -> Json.list(Json.literal("null"), inner);
      case 2 -> Json.list(inner, Json.literal("null"));
      case 3 -> Json.object(inner.named(""));
      case 4 -> Json.object(inner.named(choices.of(words)));
      default -> Json.list(Json.text(inner.write().substring(0, Math.min(99, length(inner)))));
    };
  }

  private static int length(Json json) {
    return json.write().length();
  }

  /** A list becomes an object, a number a text, and so on. */
  private void otherShape(Json node) {
    switch (node.shape) {
      case LIST -> {
        node.shape = Json.Shape.OBJECT;
        for (int i = 0; i < node.children.size(); i++) {
          node.children.get(i).key = Integer.toString(i);
        }
      }
      case OBJECT -> node.shape = Json.Shape.LIST;
      case LITERAL -> node.become(Json.text(node.text));
      case TEXT -> node.become(choices.oneIn(2) ? Json.object() : Json.literal("7"));
    }
  }

  private static void swap(Json a, Json b) {
    if (!a.all().contains(b) && !b.all().contains(a)) {
      Json copy = a.copy();
      a.become(b);
      b.become(copy);
    }
  }

  private void edited(Json node) {
    String text = node.text;
    int at = choices.below(text.length() + 1);
    String before = text.substring(0, at);
    String after = text.substring(at);
    node.become(
        Json.text(
            switch (choices.below(6)) {
              case 0 -> before + text() + after;
              case 1 -> before;
              case 2 -> after;
              case 3 -> text.toUpperCase(Locale.ROOT);
              case 4 -> before + after.replaceFirst("\\d+", choices.of(LITERALS));
              default -> before + choices.of(words) + after;
            }));
  }

  private String longText(Json node) {
    String unit = choices.oneIn(4) && !node.text.isEmpty() ? node.text : choices.of(REPEATED);
    int times = times(unit.length());
    return (choices.oneIn(2) ? node.text : "") + unit.repeat(times) + text();
  }

  /** How often something of a length is repeated: mostly a little, at times all there is room. */
  private int times(int length) {
    int times = Math.min(1 << choices.of(POWERS), room / Math.max(1, length));
    room -= times * length;
    return times;
  }

  private boolean take(Json node) {
    int length = length(node);
    room -= Math.min(room, length);
    return length < room;
  }

  /** A list of thousands: the same element, or each with a name of its own. */
  private void many(Json parent, Json node) {
    if (parent == node) {
      return;
    }
    int times = Math.min(20_000, times(length(node)));
    String name = node.member("name").filter(Json::isText).map(json -> json.text).orElse("");
    boolean own = !name.isEmpty() && choices.oneIn(2);
    for (int i = 0; i < times; i++) {
      Json copy = node.copy();
      if (own) {
        String numbered = name + i;
        copy.all().stream()
            .filter(Json::isText)
            .forEach(json -> json.text = json.text.replace(name, numbered));
      }
      parent.children.add(copy);
    }
  }

  private String key() {
    return switch (choices.below(3)) {
      case 0 -> "";
      case 1 -> choices.of(KEYS);
      default -> choices.of(words);
    };
  }

  private void deep(Json node) {
    int levels = 1 << choices.below(11);
    boolean lists = choices.oneIn(2);
    Json inner = node.copy();
    for (int i = 0; i < levels; i++) {
      inner = lists ? Json.list(inner) : Json.object(inner.named(node.key));
    }
    node.become(inner);
  }

  private void added(Json node) {
    Json value = choices.oneIn(2) ? Json.text(text()) : Json.literal(choices.of(LITERALS));
    if (node.isObject()) {
      node.children.add(value.named(key()));
    } else {
      node.children.add(value);
    }
  }

  /** Bytes with a slice of them, or something hard, many times over; or that alone. */
  byte[] repeated(byte[] bytes) {
    boolean own = choices.oneIn(2);
    boolean alone = choices.oneIn(3);
    int from = alone ? 0 : choices.below(bytes.length + 1);
    int length = Math.min(1 + choices.below(16), bytes.length - from);
    String unit =
        own && length > 0 ? new String(bytes, from, length, ISO_8859_1) : choices.of(REPEATED);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(bytes, 0, from);
    out.writeBytes(unit.repeat(times(unit.length())).getBytes(ISO_8859_1));
    if (!alone) {
      out.write(bytes, from, bytes.length - from);
    }
    return out.toByteArray();
  }
}
