package dev.vnetproof.importer.azure;

import dev.vnetproof.importer.noun.FirewallHosts;
import dev.vnetproof.importer.resource.AzureNode;
import dev.vnetproof.importer.resource.AzureResource;
import dev.vnetproof.importer.resource.Children;
import dev.vnetproof.importer.resource.ResourceId;
import dev.vnetproof.importer.resource.ResourcePool;
import dev.vnetproof.importer.resource.Unresolved;
import dev.vnetproof.importer.resource.ValueReader;
import dev.vnetproof.importer.resource.ValueReader.Part;
import dev.vnetproof.model.Access;
import dev.vnetproof.model.Datum;
import dev.vnetproof.model.FqdnAllowance;
import dev.vnetproof.model.FqdnAllowance.ApplicationProtocol;
import dev.vnetproof.model.Missing;
import dev.vnetproof.model.NetworkAllowance;
import dev.vnetproof.model.RuleAddresses;
import dev.vnetproof.space.PortSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Reads single rules of Azure Firewall, classic or of a policy (REST 2023-09-01). */
final class FirewallRuleReader {
  private final ResourcePool pool;
  private final ValueReader values;

  FirewallRuleReader(ResourcePool pool, ValueReader values) {
    this.pool = pool;
    this.values = values;
  }

  FqdnAllowance application(AzureNode rule, int priority, Access access, String home) {
    List<String> tags = values.texts(rule.get("fqdnTags")).orElse(List.of());
    return new FqdnAllowance(
        Children.name(rule),
        priority,
        access,
        sources(rule),
        fqdns(rule),
        tags,
        applicationProtocols(rule.get("protocols"), !tags.isEmpty()),
        rule.place(home));
  }

  /** Web categories and URLs cannot be told as host names. */
  private Datum<List<String>> fqdns(AzureNode rule) {
    for (String property : List.of("webCategories", "targetUrls")) {
      AzureNode list = rule.get(property);
      if (!list.isAbsent() && !list.elements().isEmpty()) {
        return Datum.unknown(Missing.property(property, "rule `" + Children.name(rule) + "`"));
      }
    }
    Optional<Unresolved> tags = rule.get("fqdnTags").unresolved();
    return tags.isPresent()
        ? ValueReader.unresolved(tags.get())
        : hosts(rule.get("targetFqdns"), FirewallHosts::pattern);
  }

  private Datum<List<String>> hosts(AzureNode list, UnaryOperator<String> read) {
    return values.each(values.parts(list), read);
  }

  private Datum<List<ApplicationProtocol>> applicationProtocols(AzureNode list, boolean byTag) {
    if (list.unresolved().isPresent()) {
      return ValueReader.unresolved(list.unresolved().get());
    }
    List<ApplicationProtocol> protocols = new ArrayList<>();
    for (AzureNode element : list.elements()) {
      AzureNode type = element.isObject() ? element.get("protocolType") : element;
      AzureNode port = element.get("port");
      Optional<Unresolved> unresolved =
          element.unresolved().or(type::unresolved).or(port::unresolved);
      if (unresolved.isPresent()) {
        return ValueReader.unresolved(unresolved.get());
      }
      String text = type.text().orElse("") + port.text().map(p -> ":" + p).orElse("");
      try {
        protocols.add(applicationProtocol(text));
      } catch (IllegalArgumentException e) {
        return values.bad(
            element,
            "`" + text + "` is not a protocol and port; expected for example `Https` and `443`");
      }
    }
    if (protocols.isEmpty() && byTag) {
      // FQDN tags imply HTTPS (FQDN tags overview, 2020-06-30).
      protocols.add(new ApplicationProtocol(FqdnAllowance.Type.HTTPS, 443));
    }
    return Datum.known(protocols);
  }

  private static ApplicationProtocol applicationProtocol(String text) {
    int colon = text.indexOf(':');
    FqdnAllowance.Type type =
        FqdnAllowance.Type.valueOf(
            (colon < 0 ? text : text.substring(0, colon)).toUpperCase(Locale.ROOT));
    int usual =
        switch (type) {
          case HTTP -> 80;
          case HTTPS -> 443;
          case MSSQL -> 1433;
        };
    int port = colon < 0 ? usual : Integer.parseInt(text.substring(colon + 1));
    PortSet.of(port);
    return new ApplicationProtocol(type, port);
  }

  NetworkAllowance network(AzureNode rule, int priority, Access access, String home) {
    AzureNode protocols = rule.get("ipProtocols");
    AzureNode ports = rule.get("destinationPorts");
    Datum<List<Part>> portParts = values.parts(ports);
    return new NetworkAllowance(
        Children.name(rule),
        priority,
        access,
        sources(rule),
        addresses(rule, "destinationAddresses", "destinationIpGroups"),
        hosts(rule.get("destinationFqdns"), FirewallHosts::exact),
        values.ports(portParts),
        values.protocols(values.parts(protocols.isMissing() ? rule.get("protocols") : protocols)),
        rule.place(home));
  }

  /** Every rule has sources; one that shows none was cut down. */
  private Datum<RuleAddresses> sources(AzureNode rule) {
    Datum<RuleAddresses> sources = addresses(rule, "sourceAddresses", "sourceIpGroups");
    return sources.isKnown() && sources.orElse(RuleAddresses.ANY).isEmpty()
        ? Datum.unknown(Missing.property("sourceAddresses", "rule `" + Children.name(rule) + "`"))
        : sources;
  }

  /** Addresses and the members of IP groups together. */
  private Datum<RuleAddresses> addresses(AzureNode rule, String direct, String groups) {
    List<AzureNode> lists = new ArrayList<>(List.of(rule.get(direct)));
    Datum<List<Part>> ids = values.parts(rule.get(groups));
    if (!(ids instanceof Datum.Known<List<Part>> known)) {
      return Datum.unknown(ids.missing());
    }
    for (Part id : known.value()) {
      Optional<AzureResource> group = pool.find(new ResourceId(id.text()));
      if (group.isEmpty()) {
        return Datum.unknown(Missing.resource("ipGroup", id.text()));
      }
      lists.add(AzureNode.of(group.get()).get("ipAddresses"));
    }
    return values.addresses(values.parts(lists.toArray(AzureNode[]::new)));
  }
}
