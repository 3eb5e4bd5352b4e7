package dev.vnetproof.importer.azure;

import dev.vnetproof.importer.noun.Words;
import dev.vnetproof.importer.resource.AzureNode;
import dev.vnetproof.importer.resource.AzureTypes;
import dev.vnetproof.importer.resource.Children;
import dev.vnetproof.importer.resource.Reference;
import dev.vnetproof.importer.resource.ResourceId;
import dev.vnetproof.importer.resource.ResourcePool;
import dev.vnetproof.importer.resource.SubnetJoin;
import dev.vnetproof.importer.resource.Unresolved;
import dev.vnetproof.importer.resource.ValueReader;
import dev.vnetproof.model.Datum;
import dev.vnetproof.model.Missing;
import dev.vnetproof.model.PublicIpAddress;
import dev.vnetproof.model.PublicIpSku;
import dev.vnetproof.model.ServiceEndpointPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads what a subnet and an instance are given: policies, NAT gateway, public IP address. */
final class SubnetPartReader {
  private final ResourcePool pool;
  private final ValueReader values;

  SubnetPartReader(ResourcePool pool, ValueReader values) {
    this.pool = pool;
    this.values = values;
  }

  Datum<List<ServiceEndpointPolicy>> policies(SubnetJoin subnet) {
    Optional<AzureNode> list = subnet.get("serviceEndpointPolicies");
    if (list.isEmpty()) {
      return Datum.unknown(subnet.missing("serviceEndpointPolicies"));
    }
    if (list.get().unresolved().isPresent()) {
      return ValueReader.unresolved(list.get().unresolved().get());
    }
    List<ServiceEndpointPolicy> policies = new ArrayList<>();
    for (AzureNode element : list.get().elements()) {
      Reference policy = Reference.of(element);
      if (policy.id().isEmpty()) {
        return policy
            .unresolved()
            .<Datum<List<ServiceEndpointPolicy>>>map(ValueReader::unresolved)
            .orElseGet(() -> Datum.unknown(subnet.missing("serviceEndpointPolicies")));
      }
      policies.add(policy(policy.id().get(), element));
    }
    return policies.isEmpty() ? pool.none(policies) : Datum.known(policies);
  }

  /**
   * @param printed with {@code $expand} the subnet holds the policy itself
   */
  private ServiceEndpointPolicy policy(ResourceId id, AzureNode printed) {
    Optional<AzureNode> policy =
        pool.find(id).map(AzureNode::of).or(() -> Optional.of(printed).filter(Children::isPrinted));
    return new ServiceEndpointPolicy(
        id.name(),
        policy
            .map(node -> resources(node, id))
            .orElseGet(() -> Datum.unknown(Missing.resource("serviceEndpointPolicy", id.text()))));
  }

  private Datum<List<String>> resources(AzureNode policy, ResourceId id) {
    Datum<List<AzureNode>> definitions =
        Children.merged(
            policy,
            "serviceEndpointPolicyDefinitions",
            pool.knownChildren(id, AzureTypes.ENDPOINT_POLICY_DEFINITION),
            "serviceEndpointPolicy `" + id.text() + "`");
    if (!(definitions instanceof Datum.Known<List<AzureNode>> known)) {
      return Datum.unknown(definitions.missing());
    }
    return values.texts(
        Stream.concat(
                known.value().stream().map(definition -> definition.get("serviceResources")),
                Stream.of("serviceAlias", "contextualServiceEndpointPolicies").map(policy::get))
            .toArray(AzureNode[]::new));
  }

  Datum<Optional<String>> natGateway(SubnetJoin subnet) {
    Optional<AzureNode> node = subnet.get("natGateway");
    if (node.isEmpty()) {
      return Datum.unknown(subnet.missing("natGateway"));
    }
    Reference gateway = Reference.of(node.get());
    return gateway.id().isPresent()
        ? Datum.known(gateway.id().map(ResourceId::name))
        : gateway
            .unresolved()
            .<Datum<Optional<String>>>map(ValueReader::unresolved)
            .orElseGet(() -> pool.none(Optional.empty()));
  }

  /**
   * The address that is given to a location.
   *
   * @param place what declares it
   * @param otherwise where nothing says whether there is one
   */
  Datum<Optional<PublicIpAddress>> publicIp(
      AzureNode place, Datum<Optional<PublicIpAddress>> otherwise) {
    AzureNode node = place.get("publicIpAddressId");
    Reference reference = Reference.of(node);
    if (reference.unresolved().isPresent()) {
      return ValueReader.unresolved(reference.unresolved().get());
    }
    if (reference.id().isEmpty()) {
      boolean isShown = !node.isMissing() || place.isRoot() && Children.isWhole(place);
      return isShown ? Datum.known(Optional.empty()) : otherwise;
    }
    ResourceId id = reference.id().get();
    Missing missing = Missing.resource("publicIPAddress", id.text());
    Optional<AzureNode> address = pool.find(id).map(AzureNode::of);
    return Datum.known(
        Optional.of(
            new PublicIpAddress(
                id.name(),
                address.map(this::sku).orElseGet(() -> Datum.unknown(missing)),
                address.map(this::label).orElseGet(() -> Datum.unknown(missing)))));
  }

  /** What leaves out its SKU gets a basic one (REST 2023-09-01). */
  private Datum<PublicIpSku> sku(AzureNode address) {
    AzureNode sku = address.own("sku");
    AzureNode name = sku.isObject() ? sku.own("name") : sku;
    if (sku.isAbsent()) {
      return Children.isWhole(address)
          ? Datum.known(PublicIpSku.BASIC)
          : Datum.unknown(
              Missing.property("sku", "publicIPAddress `" + Children.name(address) + "`"));
    }
    return values.required(name, Words.PUBLIC_IP_SKU);
  }

  private Datum<Optional<String>> label(AzureNode address) {
    AzureNode settings = address.get("dnsSettings");
    AzureNode label = settings.own("domainNameLabel");
    Optional<Unresolved> unresolved = settings.unresolved().or(label::unresolved);
    if (unresolved.isPresent()) {
      // Whatever it comes to, somebody has written one.
      return settings.unresolved().isPresent()
          ? ValueReader.unresolved(unresolved.get())
          : Datum.known(Optional.of(unresolved.get().expression()));
    }
    return label.text().isPresent() || Children.isComplete(address)
        ? Datum.known(label.text())
        : Datum.unknown(
            Missing.property("dnsSettings", "publicIPAddress `" + Children.name(address) + "`"));
  }
}
