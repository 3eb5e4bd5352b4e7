package dev.vnetproof.fuzz;

import java.util.ArrayList;
import java.util.List;

/**
 * Makes expressions of the template language that are right by its grammar and mostly by its types,
 * and variables that grow from one to the next.
 */
final class Expressions {
  /** {@code $S} stands for a text, I number, B truth, A list, O object, X anything, L a lambda. */
  private static final List<String> TEXTS =
      patterns(
          """
          concat($S, $S) | concat($S, $S, $S, $S, $S, $S, $S, $S) | replace($S, $S, $S) |
          format($S, $X) | format($S, $S, $I) | padLeft($S, $I) | padLeft($S, $I, $S) |
          substring($S, $I) | substring($S, $I, $I) | toLower($S) | toUpper($S) | trim($S) |
          string($X) | join($A, $S) | base64($S) | base64ToString($S) | uri($S, $S) |
          uriComponent($S) | uriComponentToString($S) | dataUri($S) | dataUriToString($S) |
          uniqueString($S) | guid($S) | first($S) | last($S) | take($S, $I) | skip($S, $I) |
          if($B, $S, $S) | coalesce($X, $S) | newGuid() | resourceId($S, $S) |
          resourceId($S, $S, $S) | subscriptionResourceId($S, $S) |
          extensionResourceId($S, $S, $S) | cidrSubnet($S, $I, $I) | cidrHost($S, $I) |
          dateTimeAdd($S, $S) | dateTimeAdd($S, $S, $S) | dateTimeFromEpoch($I) | utcNow($S) |
          resourceGroup().id | resourceGroup().location | subscription().subscriptionId |
          deployment().name | reference($S).id | $A[$I] | $O.a | min($A) | $O[$S] | tryGet($O, $S) |
          reduce($A, $S, $T)
          """);

  private static final List<String> NUMBERS =
      patterns(
          """
          add($I, $I) | sub($I, $I) | mul($I, $I) | div($I, $I) | mod($I, $I) | int($S) |
          length($S) | length($A) | length($O) | indexOf($S, $S) | lastIndexOf($S, $S) |
          min($I, $I) | max($A) | copyIndex('c', $I) | dateTimeToEpoch($S) | float($S) |
          indexOf($A, $X) | reduce($A, $I, $T)
          """);

  private static final List<String> TRUTHS =
      patterns(
          """
          and($B, $B) | or($B, $B) | not($B) | equals($X, $X) | less($I, $I) | greater($S, $S) |
          contains($S, $S) | contains($A, $X) | contains($O, $S) | startsWith($S, $S) |
          endsWith($S, $S) | empty($X) | bool($S) | true() | false() | lessOrEquals($I, $I) |
          greaterOrEquals($S, $S)
          """);

  private static final List<String> LISTS =
      patterns(
          """
          createArray($X, $X) | createArray() | array($X) | concat($A, $A) |
          concat($A, $A, $A, $A) | split($S, $S) | split($S, $A) | range($I, $I) | union($A, $A) |
          intersection($A, $A) | skip($A, $I) | take($A, $I) | flatten($A) | map($A, $L) |
          filter($A, $L) | sort($A, $T) | items($O) | objectKeys($O) | json($S) |
          pickZones($S, $S, $S) | if($B, $A, $A) | map(range(0, $I), $L) |
          filter(range(0, $I), $L) | reduce($A, $A, $T)
          """);

  private static final List<String> OBJECTS =
      patterns(
          """
          createObject($S, $X) | createObject($S, $X, $S, $X) | union($O, $O) | shallowMerge($A) |
          toObject($A, $L) | toObject($A, $L, $L) | groupBy($A, $L) | mapValues($O, $L) | json($S) |
          parseCidr($S) | environment() | resourceGroup() | deployment() | reference($S) |
          intersection($O, $O) | base64ToJson($S) | createObject() | subscription()
          """);

  /** Large from the start, or much work: where a bound is missing, it shows here. */
  private static final List<String> HEAVY_LISTS =
      patterns(
          """
          range(0, 10000) | map(range(0, 10000), lambda('x', string(lambdaVariables('x')))) |
          map(range(0, 10000), $L) | filter(range(0, 10000), $L) | sort(range(0, 10000), $T)
          """);

  /** What looks at all of a value, done 10,000 times. */
  private static final List<String> SCANS =
      patterns(
          """
          contains($S, $S) | contains($A, $X) | contains($O, $S) | indexOf($S, $S) |
          lastIndexOf($S, $S) | indexOf($A, $X) | replace($S, $S, $S) | split($S, $S) |
          split($S, $A) | int($S) | endsWith($S, $S) | equals($X, $X) | less($S, $S) | trim($S) |
          toLower($S) | string($X) | json($S) | join($A, $S) | union($O, $O) | union($A, $A) |
          intersection($A, $A) | intersection($O, $O) | items($O) | objectKeys($O) | tryGet($O, $S) |
          max($A) | last($A) | skip($A, $I) | flatten($A) | uniqueString($S) | base64($S) |
          uriComponent($S) | parseCidr($S) | dateTimeToEpoch($S)
          """);

  private static final List<String> LONG_TEXTS =
      List.of("'aaaaaaaaaa'", "padLeft('a', 10000, ',')", "padLeft('', 100000, '7')");

  private static final List<String> HEAVY_OBJECTS =
      patterns(
          """
          toObject(range(0, 10000), lambda('x', string(lambdaVariables('x')))) |
          toObject(range(0, 10000), $L) | groupBy(range(0, 10000), $L)
          """);

  private static final List<String> QUOTED =
      List.of(
          "",
          "a",
          ",",
          "aaaaaaaaaa",
          "a,b,c",
          "{0}",
          "{0}{1}",
          "{0,-2147483648}",
          "{0,9999}",
          "{0:N2}",
          "{1}",
          "{",
          "10.0.0.0/16",
          "1",
          "-1",
          "{\"a\": [1, null]}",
          "[1, 2, 3]",
          "{\"\": 1}",
          "null",
          "\"",
          "P1D",
          "2020-01-01",
          "x",
          "v0",
          "p0",
          "location",
          "''",
          "\ud800",
          "%",
          "%41",
          "YQ==",
          "http://a/b",
          "data:,a",
          "Microsoft.Network/virtualNetworks");

  private static final List<Integer> COUNTS =
      List.of(
          0, 1, 2, 3, 5, 10, 16, 100, 800, 1000, 10_000, -1, 2147483647, -2147483648, 33, 65536);

  private static final int DEEPEST = 5;

  private static final List<Character> TYPES = List.of('S', 'A', 'O', 'I', 'B');

  private final Choices choices;

  /** The type of each variable so far. */
  private final List<Character> variables = new ArrayList<>();

  Expressions(Choices choices) {
    this.choices = choices;
  }

  private static List<String> patterns(String text) {
    return List.of(text.strip().split("\\s*\\|\\s*"));
  }

  /** Variables of a template: later ones are made of earlier ones. */
  Json variables() {
    Json all = Json.object();
    boolean heavy = choices.oneIn(3);
    int count = 1 + choices.below(heavy ? 6 : 10);
    for (int i = 0; i < count && !choices.isEmpty(); i++) {
      char last = i == 0 ? 'I' : variables.get(i - 1);
      boolean grows = "SAO".indexOf(last) >= 0 && (heavy || !choices.oneIn(3));
      char type = grows ? last : choices.of(heavy ? List.of('S', 'A', 'O') : TYPES);
      add(all, type, grows ? grown(type) : heavy && i == 0 ? first(type) : make(type, 0));
    }
    if (heavy && !variables.isEmpty()) {
      add(all, 'A', "map(range(0, 10000), lambda('x', " + scan() + "))");
    }
    return all;
  }

  /** Something that looks at all of the last variable. */
  private String scan() {
    String type = "$" + variables.get(variables.size() - 1);
    String pattern = choices.of(SCANS.stream().filter(each -> each.contains(type)).toList());
    int at = pattern.indexOf(type);
    return filled(pattern.substring(0, at), 2)
        + variable(variables.size() - 1)
        + filled(pattern.substring(at + type.length()), 2);
  }

  private void add(Json all, char type, String made) {
    all.children.add(Json.text("[" + made + "]").named("v" + variables.size()));
    variables.add(type);
  }

  private String first(char type) {
    return switch (type) {
      case 'A' -> choices.of(HEAVY_LISTS.subList(0, 2));
      case 'O' -> HEAVY_OBJECTS.get(0);
      default -> choices.of(LONG_TEXTS);
    };
  }

  /** As large as the variable before, several times over. */
  private String grown(char type) {
    List<String> parts = new ArrayList<>();
    int times = 2 + choices.below(24);
    for (int i = 0; i < times; i++) {
      parts.add(variable(variables.size() - 1));
    }
    String function =
        type == 'O' ? "union" : type == 'A' && choices.oneIn(8) ? "createArray" : "concat";
    return function + "(" + String.join(", ", parts) + ")";
  }

  /** An expression in brackets, of any type; without more choices it is the last variable. */
  Json expression() {
    boolean last = !variables.isEmpty() && choices.oneIn(2);
    return Json.text("[" + (last ? variable(variables.size() - 1) : make('X', 0)) + "]");
  }

  private String make(char type, int depth) {
    if (choices.isEmpty() || depth > DEEPEST || choices.below(3) < depth) {
      return leaf(type);
    }
    List<String> patterns =
        switch (type) {
          case 'S' -> TEXTS;
          case 'I' -> NUMBERS;
          case 'B' -> TRUTHS;
          case 'A' -> choices.oneIn(6) ? HEAVY_LISTS : LISTS;
          case 'O' -> choices.oneIn(6) ? HEAVY_OBJECTS : OBJECTS;
          default -> choices.of(List.of(TEXTS, NUMBERS, TRUTHS, LISTS, OBJECTS));
        };
    return filled(choices.of(patterns), depth);
  }

  private String filled(String pattern, int depth) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c != '$') {
        out.append(c);
        continue;
      }
      char type = pattern.charAt(++i);
      switch (type) {
        case 'L' -> out.append("lambda('x', ").append(body(depth)).append(")");
        case 'T' -> out.append("lambda('x', 'y', ").append(body(depth)).append(")");
        default -> out.append(make(type, depth + 1));
      }
    }
    return out.toString();
  }

  private String body(int depth) {
    return choices.oneIn(3) ? "lambdaVariables('x')" : make(choices.of(TYPES), depth + 1);
  }

  private String leaf(char type) {
    List<Integer> fitting = new ArrayList<>();
    for (int i = variables.size() - 1; i >= 0; i--) {
      if (type == 'X' || variables.get(i) == type) {
        fitting.add(i);
      }
    }
    if (!fitting.isEmpty() && !choices.oneIn(3)) {
      return variable(choices.oneIn(3) ? choices.of(fitting) : fitting.get(0));
    }
    return switch (type) {
      case 'I' -> Integer.toString(choices.of(COUNTS));
      case 'B' -> choices.oneIn(2) ? "true()" : "false()";
      case 'A' -> "createArray(1, 'a')";
      case 'O' -> "createObject('a', 1)";
      default -> "'" + choices.of(QUOTED).replace("'", "''") + "'";
    };
  }

  private static String variable(int index) {
    return "variables('v" + index + "')";
  }
}
