package dev.vnetproof.rule;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a sidecar says of a setting that does not hold. {@code {name}} stands for what the rule
 * tells of the location.
 *
 * @param expects the end of the sentence "the document demands …" or "advises …"
 * @param observed a full sentence
 * @param fix what to do then
 */
public record SettingWords(String expects, String observed, String fix) {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)}");

  /**
   * With what is told in its places.
   *
   * @throws IllegalArgumentException if something is not told
   */
  SettingWords filled(Map<String, String> told) {
    return new SettingWords(filled(expects, told), filled(observed, told), filled(fix, told));
  }

  private static String filled(String template, Map<String, String> told) {
    return template.indexOf('{') < 0
        ? template
        : PLACEHOLDER.matcher(template).replaceAll(each -> value(each.group(1), told));
  }

  private static String value(String name, Map<String, String> told) {
    String value = told.get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "nothing is told for `{" + name + "}`; expected one of " + told.keySet());
    }
    return Matcher.quoteReplacement(value);
  }
}
