package dev.vnetproof.importer.resource;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * A resource id ({@code /subscriptions/.../providers/Microsoft.Network/virtualNetworks/hub}). Azure
 * returns the same id in different cases, so that only {@link #key} is ever compared.
 *
 * @param text as it was written, without a slash at the end
 */
public record ResourceId(String text) {
  private static final String PROVIDERS = "/providers/";

  /** Azure's have some hundred characters; of one with expressions their texts are a part. */
  public static final int LONGEST = 16_000;

  public ResourceId {
    text = text.strip();
    if (text.length() > 1 && text.endsWith("/")) {
      text = text.substring(0, text.length() - 1);
    }
  }

  /** Whether it can be one at all; a longer text is compared as a whole and never taken apart. */
  public boolean isTooLong() {
    return text.length() > LONGEST;
  }

  public String key() {
    String lower = text.toLowerCase(Locale.ROOT);
    return lower.startsWith("/") || lower.isEmpty() ? lower : "/" + lower;
  }

  /** The last part of the id. */
  public String name() {
    return text.substring(text.lastIndexOf('/') + 1);
  }

  /** The resource this one is a child of: the id without its last type and name. */
  public ResourceId parent() {
    int name = text.lastIndexOf('/');
    int type = name <= 0 ? -1 : text.lastIndexOf('/', name - 1);
    return new ResourceId(type <= 0 ? "" : text.substring(0, type));
  }

  /** {@code Microsoft.Network/virtualNetworks/subnets}, where the id names a provider. */
  public Optional<String> type() {
    if (isTooLong()) {
      return Optional.empty();
    }
    int at = text.toLowerCase(Locale.ROOT).lastIndexOf(PROVIDERS);
    if (at < 0) {
      return Optional.empty();
    }
    String[] parts = text.substring(at + PROVIDERS.length()).split("/", -1);
    if (parts.length < 3 || parts.length % 2 == 0) {
      return Optional.empty();
    }
    StringBuilder type = new StringBuilder(parts[0]);
    for (int i = 1; i < parts.length; i += 2) {
      type.append('/').append(parts[i]);
    }
    return Optional.of(type.toString());
  }

  /** Whether an expression leaves a part of it open. */
  boolean isOpen() {
    return text.indexOf('{') >= 0;
  }

  /** Whether an expression leaves open what it is called; its scope may be open all the same. */
  boolean hasOpenName() {
    return text.indexOf('{', Math.max(0, text.lastIndexOf(PROVIDERS))) >= 0;
  }

  /** Whether both may name one resource, whatever their expressions amount to. */
  boolean mayBe(ResourceId other) {
    if (isTooLong() || other.isTooLong()) {
      return isOpen() || other.isOpen() || key().equals(other.key());
    }
    List<String> mine = parts(key());
    List<String> others = parts(other.key());
    if (mine.size() != others.size()) {
      return false;
    }
    for (int i = 0; i < mine.size(); i++) {
      if (!mayBe(mine.get(i), others.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean mayBe(String a, String b) {
    if (a.equals(b)) {
      return true;
    }
    if (a.indexOf('{') < 0 && b.indexOf('{') < 0) {
      return false;
    }
    return agree(start(a), start(b), String::startsWith) && agree(end(a), end(b), String::endsWith);
  }

  private static boolean agree(String a, String b, BiPredicate<String, String> holds) {
    return holds.test(a, b) || holds.test(b, a);
  }

  /** What stands before the first expression. */
  private static String start(String part) {
    int open = part.indexOf('{');
    return open < 0 ? part : part.substring(0, open);
  }

  private static String end(String part) {
    return part.substring(part.lastIndexOf('}') + 1);
  }

  /** A slash inside an expression parts nothing. */
  private static List<String> parts(String key) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int from = 0;
    for (int i = 0; i < key.length(); i++) {
      char c = key.charAt(i);
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      if (c == '/' && depth == 0) {
        parts.add(key.substring(from, i));
        from = i + 1;
      }
    }
    parts.add(key.substring(from));
    return parts;
  }

  /** The resource group, where the id names one. */
  public Optional<String> resourceGroup() {
    return after("resourceGroups");
  }

  /** The subscription in lower case, where the id names one. */
  public Optional<String> subscription() {
    return after("subscriptions").map(id -> id.toLowerCase(Locale.ROOT));
  }

  private Optional<String> after(String type) {
    if (isTooLong()) {
      return Optional.empty();
    }
    String[] parts = text.split("/", -1);
    for (int i = 0; i + 1 < parts.length; i++) {
      if (parts[i].equalsIgnoreCase(type)) {
        return Optional.of(parts[i + 1]);
      }
    }
    return Optional.empty();
  }
}
