package dev.vnetproof.importer.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/**
 * The {@code format} function: .NET's composite format strings, {@code {index,alignment:format}},
 * with the numeric formats D, N, F and X and zero placeholders.
 */
final class CompositeFormat {
  private static final int MAX_WIDTH = 10_000;

  private final Arguments arguments;
  private final StringBuilder result = new StringBuilder();

  private CompositeFormat(Arguments arguments) {
    this.arguments = arguments;
  }

  static JsonNode apply(Arguments a) {
    if (Values.pojo(a.get(0)) instanceof Unknown unknown) {
      return unknown.through("format", a.values(), a.budget());
    }
    CompositeFormat format = new CompositeFormat(a);
    format.write(a.text(0));
    return StringFunctions.joined(a, format.result.toString());
  }

  private void write(String pattern) {
    int at = 0;
    while (at < pattern.length()) {
      char c = pattern.charAt(at);
      boolean doubled = at + 1 < pattern.length() && pattern.charAt(at + 1) == c;
      if ((c == '{' || c == '}') && doubled) {
        append(String.valueOf(c));
        at += 2;
      } else if (c == '{') {
        int end = pattern.indexOf('}', at);
        if (end < 0) {
          throw new EvaluationFailure("expected `}`");
        }
        item(pattern.substring(at + 1, end));
        at = end + 1;
      } else if (c == '}') {
        throw new EvaluationFailure("expected `}}`");
      } else {
        append(String.valueOf(c));
        at++;
      }
    }
  }

  private void item(String item) {
    int colon = item.indexOf(':');
    String format = colon < 0 ? "" : item.substring(colon + 1);
    String head = colon < 0 ? item : item.substring(0, colon);
    int comma = head.indexOf(',');
    int width = comma < 0 ? 0 : number(head.substring(comma + 1).strip());
    int index = number((comma < 0 ? head : head.substring(0, comma)).strip());
    if (index < 0 || index >= arguments.size() - 1 || width > MAX_WIDTH || width < -MAX_WIDTH) {
      throw new EvaluationFailure("expected the index of an argument");
    }
    JsonNode value = arguments.get(index + 1);
    if (Values.pojo(value) instanceof Unknown unknown) {
      String symbol = unknown.symbol();
      append(width == 0 && format.isEmpty() ? symbol : Unknown.hole(item + "@" + symbol));
      return;
    }
    String text = formatted(value, format);
    String blanks = " ".repeat(Math.max(0, Math.abs(width) - text.length()));
    append(width < 0 ? text + blanks : blanks + text);
  }

  private String formatted(JsonNode value, String format) {
    if (value.isContainerNode()) {
      return JsonText.of(value, arguments.budget());
    }
    if (format.isEmpty() || !value.isNumber()) {
      return Values.scalarText(value);
    }
    char kind = Character.toUpperCase(format.charAt(0));
    if (kind == '0') {
      return decimal(value, format);
    }
    int digits = format.length() > 1 ? number(format.substring(1)) : -1;
    if (digits > 99) {
      throw new EvaluationFailure("expected a shorter format");
    }
    return switch (kind) {
      case 'D' -> {
        String plain = Long.toString(Math.abs(value.longValue()));
        yield (value.longValue() < 0 ? "-" : "")
            + "0".repeat(Math.max(0, digits - plain.length()))
            + plain;
      }
      case 'X' -> {
        String hex = Long.toHexString(value.longValue());
        hex = format.charAt(0) == 'X' ? hex.toUpperCase(Locale.ROOT) : hex;
        yield "0".repeat(Math.max(0, digits - hex.length())) + hex;
      }
      case 'N' -> decimal(value, fraction("#,##0", digits < 0 ? 2 : digits));
      case 'F' -> decimal(value, fraction("0", digits < 0 ? 2 : digits));
      default -> throw new EvaluationFailure("expected a known format");
    };
  }

  private static String fraction(String whole, int digits) {
    return digits == 0 ? whole : whole + "." + "0".repeat(digits);
  }

  private static String decimal(JsonNode value, String pattern) {
    try {
      return new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT))
          .format(value.decimalValue());
    } catch (IllegalArgumentException e) {
      throw new EvaluationFailure("expected a known format");
    }
  }

  private static int number(String digits) {
    try {
      return Integer.parseInt(digits);
    } catch (NumberFormatException e) {
      throw new EvaluationFailure("expected a number");
    }
  }

  private void append(String text) {
    arguments.budget().write(text.length());
    result.append(text);
  }
}
