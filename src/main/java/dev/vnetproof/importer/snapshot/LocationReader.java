package dev.vnetproof.importer.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vnetproof.importer.noun.AddressTexts;
import dev.vnetproof.importer.noun.Words;
import dev.vnetproof.model.AddressPrefixes;
import dev.vnetproof.model.Datum;
import dev.vnetproof.model.DnsSettings;
import dev.vnetproof.model.EnvironmentSnapshot;
import dev.vnetproof.model.Location;
import dev.vnetproof.model.Region;
import dev.vnetproof.model.ServiceEndpoint;
import dev.vnetproof.model.Subnet;
import dev.vnetproof.model.VirtualNetwork;
import dev.vnetproof.space.Address;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Reads the locations of a snapshot. */
final class LocationReader {
  /** Far above what Azure sells; it only stops slips. */
  private static final int MAX_UNITS = 1_000;

  private LocationReader() {}

  static List<Location> locations(SnapshotProblems problems, JsonNode array, String pointer) {
    if (!array.isArray() || array.isEmpty()) {
      problems.structural(pointer);
      return List.of();
    }
    if (array.size() > EnvironmentSnapshot.MOST_LOCATIONS) {
      problems.semantic(
          pointer,
          "has %d elements; expected at most %d"
              .formatted(array.size(), EnvironmentSnapshot.MOST_LOCATIONS));
      return List.of();
    }
    List<Location> locations =
        IntStream.range(0, array.size())
            .mapToObj(i -> location(i, Fields.of(problems, pointer + "/" + i, array.get(i))))
            .toList();
    requireDistinctRegions(problems, locations);
    return withPrimary(problems, locations);
  }

  private static Location location(int index, Fields fields) {
    Location location =
        new Location(
            index,
            region(fields),
            fields.flag("primary"),
            units(fields),
            subnet(fields.object("subnet")),
            virtualNetwork(fields.object("virtualNetwork")),
            fields.optional("networkSecurityGroup", SecurityRuleReader::group),
            fields.optional("routeTable", NativeRouteTableReader::table),
            dns(fields),
            fields.optional("egressFirewall", NativeFirewallReader::firewall),
            fields.optional("publicIpAddress", SurroundingsReader::publicIpAddress),
            fields.objects("securityAdminRules", SecurityAdminRuleReader::rule),
            SurroundingsReader.dependencies(fields.object("dependencies")));
    fields.end();
    return location;
  }

  private static Datum<Region> region(Fields fields) {
    JsonNode value = fields.get("region");
    String at = fields.at("region");
    if (value == null) {
      return Datum.unknownAt(at);
    }
    if (!value.isTextual() || value.textValue().isEmpty()) {
      fields.problems.structural(at);
      return Datum.unknownAt(at);
    }
    Region region = Region.of(value.textValue());
    if (!region.name().matches("[a-z0-9]+")) {
      fields.problems.semantic(
          at, "`" + value.textValue() + "` is not a region; expected one such as `westus`");
    }
    return Datum.known(region);
  }

  private static Datum<Integer> units(Fields fields) {
    int units = fields.integer("units", 1, MAX_UNITS, 0);
    return units == 0 ? Datum.unknownAt(fields.at("units")) : Datum.known(units);
  }

  private static Subnet subnet(Fields fields) {
    Subnet subnet =
        new Subnet(
            fields.name(),
            some(fields, "addressPrefixes", "a subnet"),
            fields
                .list(
                    "serviceEndpoints",
                    (value, at) -> Optional.ofNullable(endpoint(fields, value, at)))
                .map(LocationReader::set),
            fields.texts("delegations").map(List::copyOf),
            fields.objects("serviceEndpointPolicies", SurroundingsReader::policy),
            fields.objects("otherUsers", SurroundingsReader::user),
            fields.optionalText("natGateway"),
            fields.knownText("subscriptionId"),
            region(fields));
    fields.end();
    return subnet;
  }

  /** Null for a service that does not matter here. */
  private static @Nullable ServiceEndpoint endpoint(Fields fields, JsonNode value, String at) {
    JsonNode service = value.isObject() ? value.get("service") : value;
    if (service == null || !service.isTextual()) {
      fields.problems.structural(at);
      return null;
    }
    JsonNode regions = value.isObject() ? value.get("locations") : null;
    if (regions != null && !regions.isNull() && !isTextArray(regions)) {
      fields.problems.structural(at);
    }
    return Words.SERVICE_ENDPOINT.find(service.textValue());
  }

  private static boolean isTextArray(JsonNode node) {
    boolean texts = node.isArray();
    for (JsonNode element : node) {
      texts &= element.isTextual();
    }
    return texts;
  }

  private static Set<ServiceEndpoint> set(List<Optional<ServiceEndpoint>> endpoints) {
    EnumSet<ServiceEndpoint> set = EnumSet.noneOf(ServiceEndpoint.class);
    endpoints.forEach(endpoint -> endpoint.ifPresent(set::add));
    return Collections.unmodifiableSet(set);
  }

  private static VirtualNetwork virtualNetwork(Fields fields) {
    VirtualNetwork network =
        new VirtualNetwork(
            fields.name(),
            some(fields, "addressSpace", "a virtual network"),
            networks(fields, "peeredAddressSpaces"),
            networks(fields, "onPremisesAddressSpaces"),
            fields.flag("gateway"),
            fields.objects("privateDnsZones", SurroundingsReader::zone),
            fields.objects("learnedRoutes", NativeRouteTableReader::learned),
            fields.objects("otherSubnets", SurroundingsReader::otherSubnet));
    fields.end();
    return network;
  }

  /** Of none, nobody would send anything, and every demand would be met. */
  private static Datum<AddressPrefixes> some(Fields fields, String name, String owner) {
    int before = fields.problems.size();
    Datum<AddressPrefixes> prefixes = networks(fields, name);
    boolean none = prefixes.isKnown() && !prefixes.orElse(AddressPrefixes.NONE).hasIpv4();
    if (none && fields.problems.size() == before) {
      fields.problems.semantic(
          fields.at(name),
          "names no IPv4 prefix, and "
              + owner
              + " has one; expected it, or no `"
              + name
              + "` where it is not known");
    }
    return prefixes;
  }

  static Datum<AddressPrefixes> networks(Fields fields, String name) {
    AddressTexts texts = new AddressTexts();
    return fields
        .list(
            name,
            (value, at) -> {
              String text = filled(fields, value, at);
              if (text != null) {
                fields.hand(text, at, texts::addNetwork);
              }
              return text;
            })
        .map(values -> texts.prefixes());
  }

  /** A list whose texts are blank is not one of none. */
  private static @Nullable String filled(Fields fields, JsonNode value, String at) {
    String text = fields.element(value, at);
    if (text == null && value.isTextual()) {
      fields.problems.semantic(at, "is blank; expected an address or a prefix, or no element");
    }
    return text;
  }

  private static DnsSettings dns(Fields location) {
    JsonNode value = location.get("dns");
    if (value != null && value.isNull()) {
      return new DnsSettings(
          Datum.known(List.of()), Datum.unknownAt(location.at("dns/forwardsAzureNames")));
    }
    Fields fields = location.childOf("dns", value);
    Datum<List<Address>> servers =
        fields.list(
            "servers",
            (server, at) -> {
              String text = filled(fields, server, at);
              return text == null
                  ? null
                  : fields.parsed(text, at, AddressTexts::address).orElse(null);
            });
    Datum<Boolean> forwards = fields.flag("forwardsAzureNames");
    fields.end();
    return new DnsSettings(servers, forwards);
  }

  private static void requireDistinctRegions(SnapshotProblems problems, List<Location> locations) {
    Map<Region, Integer> first = new HashMap<>();
    for (Location location : locations) {
      Optional<Region> region = location.region().asOptional();
      if (region.isEmpty()) {
        continue;
      }
      Integer other = first.putIfAbsent(region.get(), location.index());
      if (other != null) {
        problems.semantic(
            location.pointer() + "/region",
            "`%s` is the region of location %s too; expected one location a region"
                .formatted(region.get().name(), other));
      }
    }
  }

  /**
   * An instance has exactly one primary region: where it is declared, the others are not it, and an
   * only location is. Where none is declared it stays unknown which one it is.
   */
  private static List<Location> withPrimary(SnapshotProblems problems, List<Location> locations) {
    List<Location> declared = locations.stream().filter(l -> l.primary().orElse(false)).toList();
    for (Location other : declared.subList(Math.min(1, declared.size()), declared.size())) {
      problems.semantic(
          other.pointer() + "/primary",
          "`true`, and location %s is primary too; expected one primary location"
              .formatted(declared.get(0).index()));
    }
    if (locations.size() == 1) {
      Location only = locations.get(0);
      if (!only.primary().orElse(true)) {
        problems.semantic(
            only.pointer() + "/primary",
            "`false`, and there is no other location; expected one primary location");
      }
      return List.of(only.withPrimary(Datum.known(true)));
    }
    boolean noneLeft = locations.stream().allMatch(l -> l.primary().isKnown());
    return locations.stream()
        .map(
            location -> {
              if (!declared.isEmpty()) {
                return location.withPrimary(Datum.known(location.primary().orElse(false)));
              }
              return noneLeft
                  ? location.withPrimary(Datum.unknownAt(location.pointer() + "/primary"))
                  : location;
            })
        .toList();
  }
}
