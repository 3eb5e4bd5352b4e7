package dev.vnetproof.importer.noun;

import java.util.Locale;
import java.util.regex.Pattern;

/** The host names that rules of a firewall name. */
public final class FirewallHosts {
  /** Of a domain name, with a dot at its end (RFC 1035, 2.3.4). */
  private static final int LONGEST = 254;

  private static final Pattern NAME =
      Pattern.compile("[A-Za-z0-9_-]{1,63}(\\.[A-Za-z0-9_-]{1,63})*\\.?");

  private FirewallHosts() {}

  /**
   * A host of an application rule, in lower case: names are compared without it. An asterisk may
   * stand at its start alone (Azure Firewall FAQ, 2022-09-12).
   *
   * @throws IllegalArgumentException if it is none
   */
  public static String pattern(String text) {
    String name = text.startsWith("*") ? text.substring(text.startsWith("*.") ? 2 : 1) : text;
    if (!text.equals("*") && !isName(name)) {
      throw new IllegalArgumentException(
          "`"
              + text
              + "` is not a host name; expected a name such as `login.microsoftonline.com`,"
              + " `*.login.microsoft.com` or `*`");
    }
    return text.toLowerCase(Locale.ROOT);
  }

  /**
   * A host of a network rule, in lower case.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static String exact(String text) {
    if (!isName(text)) {
      throw new IllegalArgumentException(
          "`"
              + text
              + "` is not a host name; expected an exact name such as `login.microsoftonline.com`");
    }
    return text.toLowerCase(Locale.ROOT);
  }

  private static boolean isName(String text) {
    return text.length() <= LONGEST && NAME.matcher(text).matches();
  }
}
