package dev.vnetproof.importer.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands in a parameter file for a value that is filled in before the deployment: {@code
 * ${NAME}} and {@code ${NAME=default}} of the Azure Developer CLI ("Work with Azure Developer CLI
 * environment variables", Microsoft Learn, 2025-02), and {@code #{NAME}#} of the usual task of a
 * pipeline. Nobody fills in an empty text unknowingly, so that a name without a value and without a
 * default is not known, and never its own text.
 */
final class Placeholders {
  private static final Pattern PLACEHOLDER =
      Pattern.compile(
          "\\$\\{([A-Za-z_][A-Za-z0-9_]{0,200})(?::?[=-]([^{}]{0,4000}))?\\}"
              + "|#\\{([A-Za-z_][A-Za-z0-9_.-]{0,200})\\}#");

  private final Map<String, String> environment;
  private final Budget budget;

  Placeholders(Map<String, String> environment, Budget budget) {
    this.environment = environment;
    this.budget = budget;
  }

  /**
   * What a text of a parameter file amounts to.
   *
   * @param text that was filled in as far as possible, with a hole for each name without a value
   * @param missing the first placeholder without a value; empty if there is none
   * @param isAlone whether that placeholder is the whole text
   */
  record Filled(String text, String missing, boolean isAlone) {}

  Filled fill(String text) {
    if (text.indexOf('{') < 0) {
      return new Filled(text, "", false);
    }
    budget.scan(text.length());
    Matcher matcher = PLACEHOLDER.matcher(text);
    StringBuilder result = new StringBuilder();
    String missing = "";
    boolean alone = false;
    int from = 0;
    while (matcher.find()) {
      boolean escaped = matcher.start() > from && text.charAt(matcher.start() - 1) == '$';
      String name = matcher.group(1) == null ? matcher.group(3) : matcher.group(1);
      String value = environment.getOrDefault(name, matcher.group(2));
      result.append(text, from, escaped ? matcher.start() - 1 : matcher.start());
      if (escaped) {
        result.append(matcher.group());
      } else if (value != null && !(value.isEmpty() && matcher.group(2) == null)) {
        result.append(value);
      } else {
        alone = matcher.start() == 0 && matcher.end() == text.length();
        missing = missing.isEmpty() ? matcher.group() : missing;
        result.append(Unknown.hole("environment('" + name + "')"));
      }
      from = matcher.end();
    }
    String filled = result.append(text, from, text.length()).toString();
    budget.write(filled.length());
    return new Filled(filled, missing, alone);
  }

  /** A text for a parameter of another type, as the Azure Developer CLI converts it. */
  static JsonNode converted(JsonNode value, String type) {
    String text = value.textValue().strip();
    return switch (Frame.lower(type)) {
      case "int" -> text.matches("-?[0-9]{1,18}") ? Values.number(Long.parseLong(text)) : value;
      case "bool" ->
          text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")
              ? Values.bool(text.equalsIgnoreCase("true"))
              : value;
      default -> value;
    };
  }
}
