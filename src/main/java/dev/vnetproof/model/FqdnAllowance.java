package dev.vnetproof.model;

import java.util.List;

/**
 * An application rule of a firewall: hosts by name.
 *
 * @param priority of its collection, 100 to 65000; the lower number is tried first
 * @param fqdns exact names, {@code *} or names with one leading {@code *}
 * @param fqdnTags names of Microsoft's host lists ({@code WindowsUpdate})
 */
public record FqdnAllowance(
    String name,
    int priority,
    Access access,
    Datum<RuleAddresses> sourceAddresses,
    Datum<List<String>> fqdns,
    List<String> fqdnTags,
    Datum<List<ApplicationProtocol>> protocols,
    String pointer) {

  /**
   * @param type {@code Http}, {@code Https} or {@code Mssql}
   */
  public record ApplicationProtocol(Type type, int port) {}

  /** What Azure Firewall's application rules understand. */
  public enum Type {
    HTTP,
    HTTPS,
    MSSQL
  }
}
