package dev.vnetproof.importer.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vnetproof.importer.noun.AddressTexts;
import dev.vnetproof.importer.noun.FirewallHosts;
import dev.vnetproof.importer.noun.Words;
import dev.vnetproof.model.Access;
import dev.vnetproof.model.Datum;
import dev.vnetproof.model.EgressFirewall;
import dev.vnetproof.model.FqdnAllowance;
import dev.vnetproof.model.FqdnAllowance.ApplicationProtocol;
import dev.vnetproof.model.NetworkAllowance;
import dev.vnetproof.model.RuleAddresses;
import dev.vnetproof.space.Address;
import dev.vnetproof.space.PortSet;
import dev.vnetproof.space.Protocol;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Reads what is declared of a firewall. */
final class NativeFirewallReader {
  static final int DEFAULT_PRIORITY = 100;

  private static final int MAX_PRIORITY = 65_000;

  private NativeFirewallReader() {}

  static EgressFirewall firewall(Fields fields) {
    EgressFirewall firewall =
        new EgressFirewall(
            fields.name(),
            privateIpAddress(fields),
            fields.objects("fqdnAllowances", NativeFirewallReader::fqdnAllowance),
            fields.objects("networkAllowances", NativeFirewallReader::networkAllowance));
    fields.end();
    return firewall;
  }

  private static Datum<Address> privateIpAddress(Fields fields) {
    JsonNode value = fields.get("privateIpAddress");
    String at = fields.at("privateIpAddress");
    if (value == null) {
      return Datum.unknownAt(at);
    }
    if (!value.isTextual()) {
      fields.problems.structural(at);
      return Datum.unknownAt(at);
    }
    return fields
        .parsed(value.textValue().strip(), at, AddressTexts::address)
        .map(Datum::known)
        .orElse(Datum.unknownAt(at));
  }

  private static FqdnAllowance fqdnAllowance(Fields fields) {
    fields.remark("description");
    String name = fields.name();
    int priority = priority(fields);
    Access action = action(fields);
    Datum<RuleAddresses> sources = addresses(fields, "sourceAddresses");
    Datum<List<String>> fqdns =
        fields.list("fqdns", (value, at) -> host(fields, value, at, FirewallHosts::pattern));
    List<String> fqdnTags = fields.texts("fqdnTags").orElse(List.of());
    Datum<List<ApplicationProtocol>> protocols =
        fields.objects("protocols", NativeFirewallReader::applicationProtocol);
    fields.end();
    return new FqdnAllowance(
        name,
        priority,
        action,
        sources,
        // Azure's rules name hosts or lists of hosts: where one is given the other is none.
        fqdns.isKnown() || fqdnTags.isEmpty() ? fqdns : Datum.known(List.of()),
        fqdnTags,
        protocols,
        fields.pointer);
  }

  private static ApplicationProtocol applicationProtocol(Fields fields) {
    ApplicationProtocol protocol =
        new ApplicationProtocol(
            fields.requiredWord("type", Words.APPLICATION_PROTOCOL, FqdnAllowance.Type.HTTPS),
            fields.requiredInteger("port", 1, PortSet.MAX_PORT));
    fields.end();
    return protocol;
  }

  private static NetworkAllowance networkAllowance(Fields fields) {
    fields.remark("description");
    String name = fields.name();
    int priority = priority(fields);
    Access action = action(fields);
    Datum<RuleAddresses> sources = addresses(fields, "sourceAddresses");
    Datum<RuleAddresses> destinations = addresses(fields, "destinationAddresses");
    Datum<List<String>> fqdns =
        fields.list(
            "destinationFqdns", (value, at) -> host(fields, value, at, FirewallHosts::exact));
    PortTexts ports = new PortTexts(fields.problems);
    Datum<PortSet> destinationPorts =
        fields
            .list("destinationPorts", (value, at) -> ports.add(value, at) ? value : null)
            .map(values -> ports.ports());
    Datum<Set<Protocol>> protocols =
        fields
            .list("protocols", (value, at) -> protocol(fields, value, at))
            .map(NativeFirewallReader::union);
    fields.end();
    boolean anyFqdn = fqdns.asOptional().filter(list -> !list.isEmpty()).isPresent();
    boolean anyAddress = destinations.asOptional().filter(d -> !d.isEmpty()).isPresent();
    return new NetworkAllowance(
        name,
        priority,
        action,
        sources,
        destinations.isKnown() || !anyFqdn ? destinations : Datum.known(RuleAddresses.NONE),
        fqdns.isKnown() || !anyAddress ? fqdns : Datum.known(List.of()),
        destinationPorts,
        protocols,
        fields.pointer);
  }

  private static int priority(Fields fields) {
    return fields.integer("priority", DEFAULT_PRIORITY, MAX_PRIORITY, DEFAULT_PRIORITY);
  }

  private static Access action(Fields fields) {
    return fields.word("action", Words.ACCESS).orElse(Access.ALLOW);
  }

  private static Datum<RuleAddresses> addresses(Fields fields, String name) {
    return fields.addresses(name, AddressTexts::add).map(AddressTexts::addresses);
  }

  private static @Nullable Set<Protocol> protocol(Fields fields, JsonNode value, String at) {
    Set<Protocol> found =
        value.isTextual() ? Words.FIREWALL_PROTOCOL.find(value.textValue()) : null;
    if (found == null) {
      fields.problems.structural(at);
    }
    return found;
  }

  private static Set<Protocol> union(List<Set<Protocol>> sets) {
    EnumSet<Protocol> union = EnumSet.noneOf(Protocol.class);
    sets.forEach(union::addAll);
    return Collections.unmodifiableSet(union);
  }

  private static @Nullable String host(
      Fields fields, JsonNode value, String at, UnaryOperator<String> read) {
    String text = fields.element(value, at);
    return text == null ? null : fields.parsed(text, at, read).orElse(text);
  }
}
