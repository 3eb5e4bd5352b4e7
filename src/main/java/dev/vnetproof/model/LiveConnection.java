package dev.vnetproof.model;

/**
 * What a running service said of one of its own connections ({@code networkstatus}, API Management
 * REST 2024-05-01). It decides nothing: it is held against the findings.
 *
 * @param source the input
 * @param location the region; empty where the service was asked for one region
 * @param host what it connects to
 * @param kind {@code AzureSqlDatabase}, {@code BlobStorage}, ...
 * @param status as Azure words it, in lower case
 * @param error what the service says of a failure; empty for none
 */
public record LiveConnection(
    String source, String location, String host, String kind, String status, String error) {

  /** Whether the service said that it has the connection. */
  public boolean isUp() {
    return status.equals("success");
  }

  /** Whether the service said that it has not. */
  public boolean isDown() {
    return status.equals("failure");
  }
}
