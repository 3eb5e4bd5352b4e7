package dev.vnetproof.importer.resource;

import dev.vnetproof.model.Assumption;
import dev.vnetproof.model.Datum;
import dev.vnetproof.model.Missing;
import dev.vnetproof.model.NextHopType;
import dev.vnetproof.model.Route;
import dev.vnetproof.model.RuleAddresses;
import dev.vnetproof.space.Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The routes that gateways or a virtual hub teach a network.
 *
 * @param routes those that the input shows
 * @param rest what leaves open which others there are
 * @param appliance the firewall in the input that the taught default route leads to
 */
public record Taught(
    List<Route> routes, Optional<Missing> rest, Optional<AzureResource> appliance) {
  public static final Taught NOTHING = new Taught(List.of(), Optional.empty(), Optional.empty());

  private static final String EVERYTHING = "0.0.0.0/0";

  public Taught {
    routes = List.copyOf(routes);
  }

  /** Nothing of it is known. */
  public static Taught unknown(Missing missing) {
    return new Taught(List.of(), Optional.of(missing), Optional.empty());
  }

  /** All of it, as far as it is known: without any known part it is not known at all. */
  public Datum<List<Route>> all() {
    if (rest.isEmpty()) {
      return Datum.known(routes);
    }
    if (routes.isEmpty()) {
      return Datum.unknown(rest.get());
    }
    List<Route> all = new ArrayList<>(routes);
    all.add(
        new Route(
            "others",
            Datum.unknown(rest.get()),
            Datum.known(NextHopType.VIRTUAL_NETWORK_GATEWAY),
            Optional.empty(),
            routes.get(0).pointer()));
    return Datum.known(all);
  }

  /** The route for everything that no longer prefix names, if one is known to be taught. */
  public Optional<Route> defaultRoute() {
    return routes.stream()
        .filter(
            route ->
                route.destination().orElse(RuleAddresses.NONE).prefixes().texts().stream()
                    .anyMatch(EVERYTHING::equals))
        .findFirst();
  }

  /** That there are no others, where some are shown and nothing says that there are more. */
  public Optional<Assumption> assumed(String network) {
    return rest.isPresent() || routes.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Assumption(
                "the list of routes that virtual network `" + network + "` is taught",
                "what gateways, hubs and connections of the input show",
                "no input says that nothing else is connected to them; what `az network nic"
                    + " show-effective-route-table` prints for the subnet would"));
  }

  public Taught and(Taught other) {
    List<Route> both = new ArrayList<>(routes);
    both.addAll(other.routes);
    return new Taught(
        both.stream().distinct().toList(), rest.or(other::rest), appliance.or(other::appliance));
  }

  /** A route to somebody's network, by way of the gateway. */
  public static Route byGateway(String name, String prefix, String pointer) {
    return route(
        name, prefix, Datum.known(NextHopType.VIRTUAL_NETWORK_GATEWAY), Optional.empty(), pointer);
  }

  public static Route route(
      String name,
      String prefix,
      Datum<NextHopType> type,
      Optional<Address> address,
      String pointer) {
    return new Route(name, Datum.known(RuleAddresses.of(prefix)), type, address, pointer);
  }
}
