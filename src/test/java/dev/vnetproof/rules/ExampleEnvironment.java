package dev.vnetproof.rules;

import dev.vnetproof.model.Cloud;
import dev.vnetproof.model.EnvironmentBuilder;
import dev.vnetproof.model.EnvironmentSnapshot;
import dev.vnetproof.model.Feature;
import dev.vnetproof.model.LocationBuilder;
import dev.vnetproof.model.PlatformVersion;
import dev.vnetproof.model.ServiceEndpoint;
import dev.vnetproof.model.Sku;
import dev.vnetproof.model.VirtualNetworkType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * An environment of the worked examples. Unless told otherwise: public cloud, stv2, Premium,
 * external, one location in West US with VNet 10.0.0.0/16, subnet 10.0.1.0/24 and a security group
 * without rules of its own, no route table, Azure's DNS, no feature declared.
 */
final class ExampleEnvironment {
  private final List<Consumer<EnvironmentBuilder>> said = new ArrayList<>();
  private final List<Site> sites = new ArrayList<>(List.of(new Site("westus")));

  private static final class Site {
    private String region;
    private final List<String> rules = new ArrayList<>();
    private final List<String> routes = new ArrayList<>();
    private final List<ServiceEndpoint> endpoints = new ArrayList<>();

    Site(String region) {
      this.region = region;
    }
  }

  private ExampleEnvironment say(Consumer<EnvironmentBuilder> more) {
    said.add(more);
    return this;
  }

  private Site last() {
    return sites.get(sites.size() - 1);
  }

  ExampleEnvironment internal() {
    return say(each -> each.virtualNetworkType(VirtualNetworkType.INTERNAL));
  }

  ExampleEnvironment stv1() {
    return say(each -> each.platformVersion(PlatformVersion.STV1));
  }

  ExampleEnvironment developer() {
    return say(each -> each.sku(Sku.DEVELOPER));
  }

  ExampleEnvironment in(String other) {
    last().region = other;
    return this;
  }

  /** A further location; rules and routes that follow are its own. */
  ExampleEnvironment and(String other) {
    sites.add(new Site(other));
    return this;
  }

  ExampleEnvironment feature(String name, boolean used) {
    Feature feature = named(Feature.values(), Feature::azureName, name);
    return say(used ? each -> each.uses(feature) : each -> each.doesNotUse(feature));
  }

  ExampleEnvironment endpoint(String service) {
    last().endpoints.add(named(ServiceEndpoint.values(), ServiceEndpoint::azureName, service));
    return this;
  }

  private static <E> E named(E[] values, Function<E, String> name, String wanted) {
    return Arrays.stream(values)
        .filter(value -> name.apply(value).equals(wanted))
        .findFirst()
        .orElseThrow();
  }

  ExampleEnvironment clients(String prefix) {
    return say(each -> each.clients(prefix));
  }

  ExampleEnvironment rules(String... texts) {
    last().rules.addAll(List.of(texts));
    return this;
  }

  ExampleEnvironment routes(String... texts) {
    last().routes.clear();
    last().routes.addAll(List.of(texts));
    return this;
  }

  private static void describe(LocationBuilder location, Site site, boolean primary) {
    location
        .units(1)
        .subnet("apim", "10.0.1.0/24")
        .serviceEndpoints(site.endpoints.toArray(ServiceEndpoint[]::new))
        .delegations()
        .network("vnet", "10.0.0.0/16")
        .peers()
        .onPremises()
        .gateway(false)
        .securityGroup("nsg", site.rules.toArray(String[]::new))
        .noRouteTable()
        .dnsServers()
        .noFirewall();
    if (primary) {
      location.primary();
    }
    if (!site.routes.isEmpty()) {
      location.routeTable("rt", site.routes.toArray(String[]::new));
    }
  }

  EnvironmentSnapshot snapshot() {
    EnvironmentBuilder environment =
        EnvironmentSnapshot.builder("example")
            .cloud(Cloud.AZURE_PUBLIC)
            .platformVersion(PlatformVersion.STV2)
            .virtualNetworkType(VirtualNetworkType.EXTERNAL)
            .sku(Sku.PREMIUM);
    said.forEach(each -> each.accept(environment));
    for (Site site : sites) {
      environment.location(site.region, l -> describe(l, site, site == sites.get(0)));
    }
    return environment.build();
  }
}
