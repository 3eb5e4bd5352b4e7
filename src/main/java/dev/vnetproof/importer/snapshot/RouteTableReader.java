package dev.vnetproof.importer.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vnetproof.model.Datum;
import dev.vnetproof.model.NextHopType;
import dev.vnetproof.model.Route;
import dev.vnetproof.model.RouteTable;
import dev.vnetproof.model.RuleAddresses;
import dev.vnetproof.model.ServiceTag;
import dev.vnetproof.space.Address;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads a route table. */
final class RouteTableReader {
  /** Routes of one table (networking limits, 2022-12-05). */
  private static final int MAX_ROUTES = 400;

  /** Routes of one table that name a service tag (user-defined routes overview, 2023-05-27). */
  private static final int MAX_TAG_ROUTES = 25;

  private RouteTableReader() {}

  static RouteTable table(Fields fields) {
    RouteTable table =
        new RouteTable(
            fields.name(),
            fields.flag("disableBgpRoutePropagation"),
            fields.objects("routes", RouteTableReader::route));
    fields.end();
    List<Route> routes = table.routes().orElse(List.of());
    if (routes.size() > MAX_ROUTES) {
      fields.problems.semantic(
          fields.at("routes"),
          "holds %s routes; expected at most 400, Azure's limit".formatted(routes.size()));
    }
    long tagRoutes =
        routes.stream()
            .filter(
                route ->
                    route.destination().asOptional().filter(d -> !d.tags().isEmpty()).isPresent())
            .count();
    if (tagRoutes > MAX_TAG_ROUTES) {
      fields.problems.semantic(
          fields.at("routes"),
          "holds %s routes with service tags; expected at most 25, Azure's limit"
              .formatted(tagRoutes));
    }
    return table;
  }

  private static Route route(Fields fields) {
    String name = fields.name();
    fields.remark("description");
    Datum<RuleAddresses> destination = destination(fields);
    Datum<NextHopType> nextHopType = fields.word("nextHopType", Words.NEXT_HOP_TYPE);
    boolean isNone = fields.isNull("nextHopIpAddress");
    Optional<String> nextHop = fields.text("nextHopIpAddress");
    fields.end();
    Optional<Address> address =
        nextHop.flatMap(
            text -> AddressTexts.address(fields.problems, text, fields.at("nextHopIpAddress")));
    // Left out, it is not known: a template may take it from the firewall it makes.
    if (isNone
        && nextHopType.asOptional().filter(t -> t == NextHopType.VIRTUAL_APPLIANCE).isPresent()) {
      fields.problems.semantic(
          fields.at("nextHopIpAddress"),
          "is null; expected the address of the appliance, which VirtualAppliance needs");
    }
    return new Route(name, destination, nextHopType, address, fields.pointer);
  }

  /** A route that something teaches: Azure has no learned routes to service tags. */
  static Route learned(Fields fields) {
    Route route = route(fields);
    if (route.destination().asOptional().filter(d -> !d.tags().isEmpty()).isPresent()) {
      fields.problems.semantic(
          fields.at("addressPrefix"), "is a service tag; expected a prefix such as `0.0.0.0/0`");
    }
    return route;
  }

  private static Datum<RuleAddresses> destination(Fields fields) {
    JsonNode value = fields.get("addressPrefix");
    String at = fields.at("addressPrefix");
    if (value == null) {
      return Datum.unknown(at);
    }
    if (!value.isTextual()) {
      fields.problems.structural(at);
      return Datum.unknown(at);
    }
    String text = value.textValue().strip();
    AddressTexts texts = new AddressTexts(fields.problems);
    if (RuleAddresses.isTagName(text) && !text.equalsIgnoreCase("any")) {
      if (!isRoutable(ServiceTag.of(text))) {
        fields.problems.semantic(
            at,
            "`%s` cannot be routed by its tag; expected a prefix or another service tag"
                .formatted(text));
      }
      texts.add(text, at);
    } else if (text.isEmpty() || text.equals("*") || text.equalsIgnoreCase("any")) {
      fields.problems.semantic(
          at, "`" + text + "` is not the prefix of a route; for every address it is `0.0.0.0/0`");
    } else {
      texts.addNetwork(text, at);
    }
    return Datum.known(texts.addresses());
  }

  /** The tags that routes do not take (service tags overview, 2025-07-15). */
  private static boolean isRoutable(ServiceTag tag) {
    return !tag.equals(ServiceTag.VIRTUAL_NETWORK)
        && !tag.equals(ServiceTag.INTERNET)
        && !tag.equals(ServiceTag.AZURE_LOAD_BALANCER)
        && !tag.service().toLowerCase(Locale.ROOT).startsWith("azureplatform");
  }
}
