package dev.vnetproof.importer.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vnetproof.importer.noun.AddressTexts;
import dev.vnetproof.importer.noun.RouteTables;
import dev.vnetproof.importer.noun.Words;
import dev.vnetproof.model.Datum;
import dev.vnetproof.model.NextHopType;
import dev.vnetproof.model.Route;
import dev.vnetproof.model.RouteTable;
import dev.vnetproof.model.RuleAddresses;
import dev.vnetproof.space.Address;
import java.util.List;
import java.util.Optional;

/** Reads a route table. */
final class NativeRouteTableReader {
  private NativeRouteTableReader() {}

  static RouteTable table(Fields fields) {
    RouteTable table =
        new RouteTable(
            fields.name(),
            fields.flag("disableBgpRoutePropagation"),
            fields.objects("routes", NativeRouteTableReader::route));
    fields.end();
    for (String excess : RouteTables.excess(table.routes().orElse(List.of()))) {
      fields.problems.semantic(fields.at("routes"), excess);
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
            text -> fields.parsed(text, fields.at("nextHopIpAddress"), AddressTexts::address));
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
    if (RouteTables.namesTag(route)) {
      fields.problems.semantic(
          fields.at("addressPrefix"), "is a service tag; expected a prefix such as `0.0.0.0/0`");
    }
    return route;
  }

  private static Datum<RuleAddresses> destination(Fields fields) {
    JsonNode value = fields.get("addressPrefix");
    String at = fields.at("addressPrefix");
    if (value == null) {
      return Datum.unknownAt(at);
    }
    if (!value.isTextual()) {
      fields.problems.structural(at);
      return Datum.unknownAt(at);
    }
    AddressTexts texts = new AddressTexts();
    fields.hand(value.textValue().strip(), at, text -> RouteTables.addDestination(texts, text));
    return Datum.known(texts.addresses());
  }
}
