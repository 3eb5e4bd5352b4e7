package dev.vnetproof.proof.firewall;

import dev.vnetproof.model.AzureFacts;
import dev.vnetproof.model.ServiceTag;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** How a firewall compares host names (Azure Firewall FAQ, 2022-09-12). */
public final class HostNames {
  /**
   * Tags that the document names hosts beside; that a host without a carrier is in one of them, or
   * behind a route written for one, is not supposed.
   */
  public static final Set<String> TAGS_OF_OTHERS =
      AzureFacts.rows("service-tags.csv").stream()
          .filter(row -> row.get(3).equals("yes"))
          .map(row -> row.get(0))
          .collect(Collectors.toUnmodifiableSet());

  /** Whether a tag may hold a host that is known to be in {@code carrier}, or in no tag. */
  public static boolean mayHold(ServiceTag tag, Optional<ServiceTag> carrier) {
    return !TAGS_OF_OTHERS.contains(tag.service())
        || carrier.filter(known -> known.service().equals(tag.service())).isPresent();
  }

  /**
   * Domains below which services of the requirements are reached. They only tell which host
   * allowances may matter to a service tag.
   */
  private static final Map<String, List<String>> DOMAINS =
      AzureFacts.rows("host-domains.csv").stream()
          .collect(
              Collectors.groupingBy(
                  row -> row.get(0), Collectors.mapping(row -> row.get(1), Collectors.toList())));

  private HostNames() {}

  /**
   * Whether an allowance for {@code pattern} holds {@code host}: {@code *.x} means any depth below
   * x but not x itself, {@code *x} any name that ends so, {@code *} every name.
   */
  public static boolean covers(String pattern, String host) {
    if (pattern.equals("*")) {
      return true;
    }
    if (!pattern.startsWith("*")) {
      return pattern.equalsIgnoreCase(host);
    }
    String suffix = pattern.substring(1);
    String name = host.startsWith("*.") ? host.substring(1) : host;
    return name.length() >= suffix.length()
        && name.regionMatches(true, name.length() - suffix.length(), suffix, 0, suffix.length())
        && (host.startsWith("*.") || name.length() > suffix.length() || !suffix.startsWith("."));
  }

  /** Whether {@code pattern} may hold {@code host}, which may itself be "some name below". */
  static boolean mayCover(String pattern, String host) {
    return covers(pattern, host) || host.startsWith("*.") && covers(host, pattern);
  }

  /** Whether an allowance by name may matter to a service: hosts of it may be below. */
  static boolean mayServe(String pattern, ServiceTag service) {
    List<String> domains = DOMAINS.get(service.service());
    if (domains == null || pattern.equals("*")) {
      return true;
    }
    String bare = pattern.startsWith("*") ? pattern.substring(1) : pattern;
    String name = bare.startsWith(".") ? bare.substring(1) : bare;
    return domains.stream()
        .anyMatch(
            domain ->
                domain.equals(name)
                    || name.endsWith("." + domain)
                    || pattern.startsWith("*") && ("." + domain).endsWith("." + name));
  }
}
