package dev.vnetproof.importer.noun;

import dev.vnetproof.model.Route;
import dev.vnetproof.model.RuleAddresses;
import dev.vnetproof.model.ServiceTag;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What Azure refuses of a route table. */
public final class RouteTables {
  /** Routes of one table (networking limits, 2022-12-05). */
  private static final int MAX_ROUTES = 400;

  /** Routes of one table that name a service tag (user-defined routes overview, 2023-05-27). */
  private static final int MAX_TAG_ROUTES = 25;

  private RouteTables() {}

  /** What is wrong with the number of a table's routes; empty where nothing is. */
  public static List<String> excess(List<Route> routes) {
    List<String> excess = new ArrayList<>();
    if (routes.size() > MAX_ROUTES) {
      excess.add("holds %s routes; expected at most 400, Azure's limit".formatted(routes.size()));
    }
    long tagRoutes = routes.stream().filter(RouteTables::namesTag).count();
    if (tagRoutes > MAX_TAG_ROUTES) {
      excess.add(
          "holds %s routes with service tags; expected at most 25, Azure's limit"
              .formatted(tagRoutes));
    }
    return excess;
  }

  public static boolean namesTag(Route route) {
    return route.destination().asOptional().filter(d -> !d.tags().isEmpty()).isPresent();
  }

  /**
   * Adds where a route leads: a prefix with its length, or a tag that routes take.
   *
   * @throws IllegalArgumentException if Azure takes no such destination
   */
  public static void addDestination(AddressTexts texts, String text) {
    if (text.isEmpty() || text.equals("*") || text.equalsIgnoreCase("any")) {
      throw new IllegalArgumentException(
          "`" + text + "` is not the prefix of a route; for every address it is `0.0.0.0/0`");
    }
    if (!RuleAddresses.isTagName(text)) {
      texts.addNetwork(text);
    } else if (isRoutable(ServiceTag.of(text))) {
      texts.add(text);
    } else {
      throw new IllegalArgumentException(
          "`%s` cannot be routed by its tag; expected a prefix or another service tag"
              .formatted(text));
    }
  }

  /** The tags that routes do not take (service tags overview, 2025-07-15). */
  private static boolean isRoutable(ServiceTag tag) {
    return !tag.equals(ServiceTag.VIRTUAL_NETWORK)
        && !tag.equals(ServiceTag.INTERNET)
        && !tag.equals(ServiceTag.AZURE_LOAD_BALANCER)
        && !tag.service().toLowerCase(Locale.ROOT).startsWith("azureplatform");
  }
}
