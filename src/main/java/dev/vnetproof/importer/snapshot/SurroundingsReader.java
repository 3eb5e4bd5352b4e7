package dev.vnetproof.importer.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vnetproof.importer.noun.AddressTexts;
import dev.vnetproof.importer.noun.Words;
import dev.vnetproof.model.Datum;
import dev.vnetproof.model.Dependencies;
import dev.vnetproof.model.GuardedService;
import dev.vnetproof.model.OtherSubnet;
import dev.vnetproof.model.PrivateDnsZone;
import dev.vnetproof.model.PublicIpAddress;
import dev.vnetproof.model.ServiceEndpointPolicy;
import dev.vnetproof.model.SubnetUser;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what stands around an instance beside its subnet's group, routes and firewall. */
final class SurroundingsReader {
  /** More addresses than any subnet has. */
  private static final int MAX_ADDRESSES = 1 << 24;

  private static final String TRUSTED = "azureservices";

  private SurroundingsReader() {}

  static ServiceEndpointPolicy policy(Fields fields) {
    ServiceEndpointPolicy policy =
        new ServiceEndpointPolicy(fields.name(), fields.texts("serviceResources"));
    fields.end();
    return policy;
  }

  static SubnetUser user(Fields fields) {
    String name = fields.name();
    Datum<String> type = fields.knownText("type");
    int number = fields.integer("number", 0, MAX_ADDRESSES, -1);
    fields.end();
    return new SubnetUser(
        name, type, number < 0 ? Datum.unknownAt(fields.at("number")) : Datum.known(number));
  }

  static PublicIpAddress publicIpAddress(Fields fields) {
    PublicIpAddress address =
        new PublicIpAddress(
            fields.name(),
            fields.word("sku", Words.PUBLIC_IP_SKU),
            fields.optionalText("dnsLabel"));
    fields.end();
    return address;
  }

  static PrivateDnsZone zone(Fields fields) {
    PrivateDnsZone zone =
        new PrivateDnsZone(
            fields.requiredText("name").strip().toLowerCase(Locale.ROOT),
            fields.flag("linked"),
            fields.texts("records"));
    fields.end();
    return zone;
  }

  static OtherSubnet otherSubnet(Fields fields) {
    OtherSubnet subnet =
        new OtherSubnet(
            fields.name(),
            LocationReader.networks(fields, "addressPrefixes"),
            fields.optional("networkSecurityGroup", SecurityRuleReader::group),
            fields
                .list("holds", (value, at) -> farEnd(fields, value, at))
                .map(SurroundingsReader::set));
    fields.end();
    return subnet;
  }

  private static OtherSubnet.@Nullable FarEnd farEnd(Fields fields, JsonNode value, String at) {
    OtherSubnet.FarEnd found = value.isTextual() ? Words.FAR_END.find(value.textValue()) : null;
    if (found == null) {
      fields.problems.structural(at);
    }
    return found;
  }

  private static Set<OtherSubnet.FarEnd> set(List<OtherSubnet.FarEnd> ends) {
    EnumSet<OtherSubnet.FarEnd> set = EnumSet.noneOf(OtherSubnet.FarEnd.class);
    set.addAll(ends);
    return Collections.unmodifiableSet(set);
  }

  static Dependencies dependencies(Fields fields) {
    Dependencies dependencies =
        new Dependencies(
            fields.objects("keyVaults", SurroundingsReader::guarded),
            fields.objects("storageAccounts", SurroundingsReader::guarded));
    fields.end();
    return dependencies;
  }

  private static GuardedService guarded(Fields fields) {
    String name = fields.name();
    Datum<Boolean> access = fields.word("publicNetworkAccess", Words.ENABLED);
    Datum<List<String>> endpoints = fields.texts("privateEndpoints");
    Fields rules = fields.object("networkAcls");
    GuardedService service =
        new GuardedService(
            name,
            access,
            rules.word("defaultAction", Words.ACCESS),
            rules.knownText("bypass").map(t -> t.toLowerCase(Locale.ROOT).contains(TRUSTED)),
            rules.addresses("ipRules", AddressTexts::addPrefix).map(AddressTexts::prefixes),
            rules.texts("virtualNetworkRules"),
            endpoints);
    rules.end();
    fields.end();
    return service;
  }
}
