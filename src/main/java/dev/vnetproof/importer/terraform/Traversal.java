package dev.vnetproof.importer.terraform;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A reference or an address as Terraform prints it: names, and keys in brackets. */
record Traversal(List<Part> parts) {
  static final Traversal NONE = new Traversal(List.of());

  /**
   * @param text a name; or a key as JSON text ({@code "a"} with its quotes, {@code 0})
   */
  record Part(String text, boolean key) {}

  Traversal {
    parts = List.copyOf(parts);
  }

  /** Reads any text; what no Terraform prints becomes names that nothing is called. */
  static Traversal parse(String text) {
    List<Part> parts = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '.') {
        at++;
      } else if (c == '[') {
        int end = endOfKey(text, at + 1);
        parts.add(new Part(text.substring(at + 1, end), true));
        at = Math.min(end + 1, text.length());
      } else {
        int end = at;
        while (end < text.length() && text.charAt(end) != '.' && text.charAt(end) != '[') {
          end++;
        }
        parts.add(new Part(text.substring(at, end), false));
        at = end;
      }
    }
    return new Traversal(parts);
  }

  /**
   * What an expression refers to. A plan prints each traversal up to its first computed key,
   * followed by its prefixes; these are left out.
   */
  static List<Traversal> roots(JsonNode references) {
    List<Traversal> roots = new ArrayList<>();
    Optional<Traversal> last = Optional.empty();
    for (JsonNode reference : references) {
      Traversal here = parse(reference.asText());
      boolean prefix =
          last.isPresent() && here.size() < last.get().size() && last.get().startsWith(here);
      if (!prefix) {
        roots.add(here);
      }
      last = Optional.of(here);
    }
    return roots;
  }

  /** A key without the quotes of its JSON text. */
  static String bare(String key) {
    return key.length() > 1 && key.startsWith("\"") ? key.substring(1, key.length() - 1) : key;
  }

  private static int endOfKey(String text, int start) {
    boolean quoted = false;
    for (int at = start; at < text.length(); at++) {
      char c = text.charAt(at);
      if (quoted && c == '\\') {
        at++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == ']' && !quoted) {
        return at;
      }
    }
    return text.length();
  }

  int size() {
    return parts.size();
  }

  /** Whether a name, and this one, stands at {@code index}. */
  boolean is(int index, String name) {
    return name(index).filter(name::equals).isPresent();
  }

  Optional<String> name(int index) {
    return index < parts.size() && !parts.get(index).key()
        ? Optional.of(parts.get(index).text())
        : Optional.empty();
  }

  Optional<String> key(int index) {
    return index < parts.size() && parts.get(index).key()
        ? Optional.of(parts.get(index).text())
        : Optional.empty();
  }

  Traversal from(int index) {
    return new Traversal(parts.subList(Math.min(index, parts.size()), parts.size()));
  }

  Traversal then(Traversal rest) {
    List<Part> all = new ArrayList<>(parts);
    all.addAll(rest.parts);
    return new Traversal(all);
  }

  boolean startsWith(Traversal prefix) {
    return prefix.size() <= size() && parts.subList(0, prefix.size()).equals(prefix.parts);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (Part part : parts) {
      if (part.key()) {
        text.append('[').append(part.text()).append(']');
      } else {
        text.append(text.length() == 0 ? "" : ".").append(part.text());
      }
    }
    return text.toString();
  }
}
