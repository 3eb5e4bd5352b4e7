package dev.vnetproof.importer.resource;

import dev.vnetproof.importer.noun.AddressTexts;
import dev.vnetproof.importer.noun.RouteTables;
import dev.vnetproof.importer.noun.Words;
import dev.vnetproof.importer.resource.ValueReader.Part;
import dev.vnetproof.model.Datum;
import dev.vnetproof.model.Missing;
import dev.vnetproof.model.NextHopType;
import dev.vnetproof.model.Route;
import dev.vnetproof.model.RouteTable;
import dev.vnetproof.model.RuleAddresses;
import dev.vnetproof.space.Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code Microsoft.Network/routeTables} and their routes. */
public final class RouteTableReader {
  private static final Datum<NextHopType> APPLIANCE = Datum.known(NextHopType.VIRTUAL_APPLIANCE);

  private final ValueReader values;

  public RouteTableReader(ValueReader values) {
    this.values = values;
  }

  /**
   * @param unresolvedHops appliances whose address an expression gives
   */
  public record Reading(RouteTable table, List<Unresolved> unresolvedHops) {}

  /**
   * @param home the input of the service
   */
  public Reading read(AzureNode table, String name, Datum<List<AzureNode>> children, String home) {
    Datum<Boolean> propagation =
        values.flag(
            table.get("disableBgpRoutePropagation"),
            Children.isComplete(table)
                ? Datum.known(false)
                : Datum.unknown(
                    Missing.property("disableBgpRoutePropagation", "routeTable `" + name + "`")));
    List<Unresolved> hops = new ArrayList<>();
    Datum<List<Route>> routes =
        Children.merged(table, "routes", children, "routeTable `" + name + "`")
            .map(nodes -> nodes.stream().map(node -> route(node, hops, home)).toList());
    RouteTables.excess(routes.orElse(List.of()))
        .forEach(excess -> values.tell(table.get("routes"), excess));
    return new Reading(new RouteTable(name, propagation, routes), hops);
  }

  private Route route(AzureNode node, List<Unresolved> hops, String home) {
    AzureNode hop = node.get("nextHopIpAddress");
    hop.unresolved().ifPresent(hops::add);
    Datum<NextHopType> type = nextHopType(node);
    // Not printed, it is not known: a query may have left it out.
    if (hop.isAbsent() && !hop.isMissing() && type.equals(APPLIANCE)) {
      values.tell(
          hop, "is null; expected the address of the appliance, which VirtualAppliance needs");
    }
    return new Route(
        Children.name(node),
        destination(node.get("addressPrefix")),
        type,
        hop(hop),
        node.place(home));
  }

  /** A user's route as an interface has it: with lists, and a tag beside its prefixes. */
  public Route effective(AzureNode node, String home) {
    AzureNode prefixes = node.get("addressPrefix");
    AzureNode tags = node.get("destinationServiceTags");
    return new Route(
        node.own("name").text().or(() -> prefixes.elements().get(0).text()).orElse("route"),
        destination(tags.elements().isEmpty() ? prefixes : tags),
        nextHopType(node),
        hop(node.get("nextHopIpAddress")),
        node.place(home));
  }

  /** Of several appliances with equal cost (2025-07-01) nobody can tell the one that is taken. */
  private Datum<NextHopType> nextHopType(AzureNode node) {
    AzureNode type = node.get("nextHopType");
    boolean several =
        type.word().orElse("").equals("virtualapplianceecmp")
            || node.get("nextHopIpAddress").elements().size() > 1;
    return several
        ? Datum.unknown(
            Missing.fact("which of several appliances route `" + Children.name(node) + "` takes"))
        : values.required(type, Words.NEXT_HOP_TYPE);
  }

  private Datum<RuleAddresses> destination(AzureNode prefix) {
    Datum<List<Part>> parts = values.parts(prefix);
    return parts.isKnown() && parts.orElse(List.of()).isEmpty()
        ? values.bad(prefix, "is missing; expected a prefix or a service tag")
        : values.collected(parts, RouteTables::addDestination).map(AddressTexts::addresses);
  }

  private Optional<Address> hop(AzureNode node) {
    return node.unresolved().isPresent()
        ? Optional.empty()
        : values.hosts(node).asOptional().flatMap(hosts -> hosts.stream().findFirst());
  }
}
