package dev.vnetproof.importer;

import dev.vnetproof.source.InputBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Tells what a text that is not JSON seems to be, and how to make JSON of it. */
final class NotJson {
  /** What decides stands near the beginning. */
  private static final int HEAD = 64 << 10;

  private record Language(Pattern sign, String message) {}

  private static final List<Language> LANGUAGES =
      List.of(
          new Language(
              Pattern.compile("(?m)^[ \\t]*using\\s+'"),
              "is a parameter file of Bicep; expected the one that `bicep build-params` makes of it"),
          new Language(
              Pattern.compile(
                  "(?m)^[ \\t]*((resource|module)\\s+\\w+\\s+'|targetScope\\s*=|param\\s+\\w+\\s+\\w)"),
              "is Bicep; expected the template that `bicep build` makes of it"),
          new Language(
              Pattern.compile(
                  "(?m)^[ \\t]*((resource|data)\\s+\"\\w+\"\\s+\"|(module|provider|variable)\\s+\"[\\w-]+\"\\s*\\{|terraform\\s*\\{)"),
              "is a configuration of Terraform; expected its plan or state as `terraform show -json`"
                  + " prints it"),
          new Language(
              Pattern.compile("(?m)^-{3,} [- ]*-{3}[ \\t\\r]*$"),
              "is a table for people; expected the same as JSON (`--output json`)"),
          new Language(
              Pattern.compile("\\A(---\\s|[#\\w].*:\\s*(\\n|\\r|$)|- \\w+:|\\w+: )"),
              "looks like YAML; expected the same as JSON (`--output json`)"));

  private NotJson() {}

  /** The same of an input; empty if it cannot be read. */
  static Optional<String> describe(InputBytes text) {
    try {
      return text.slice(0, HEAD).whole(HEAD).flatMap(NotJson::describe);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /**
   * @param text that no JSON parser takes; only its beginning is looked at
   * @return what it is and what was expected, or empty where it may be JSON with a mistake
   */
  static Optional<String> describe(byte[] text) {
    Optional<String> packed = Packed.describe(text);
    if (packed.isPresent()) {
      return packed;
    }
    String head = new String(text, 0, Math.min(text.length, HEAD), StandardCharsets.UTF_8).strip();
    if (head.isEmpty() || head.startsWith("{") || head.startsWith("[")) {
      return Optional.empty();
    }
    return LANGUAGES.stream()
        .filter(language -> language.sign().matcher(head).find())
        .map(Language::message)
        .findFirst();
  }
}
