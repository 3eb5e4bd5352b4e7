package dev.vnetproof.proof;

import dev.vnetproof.model.AddressPrefixes;
import dev.vnetproof.model.Feature;
import dev.vnetproof.model.Location;
import dev.vnetproof.proof.PlainRule.Ports;
import dev.vnetproof.rule.Remote;
import dev.vnetproof.rule.RequiredFlow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A demanded flow, and its ports once more, in plain numbers. */
record Wanted(RequiredFlow flow, List<Ports> ports) {

  private static Wanted of(RequiredFlow flow, int... ports) {
    List<Ports> plain =
        ports.length == 0
            ? List.of(Ports.ALL)
            : Arrays.stream(ports).mapToObj(port -> new Ports(port, port)).toList();
    return new Wanted(flow, plain);
  }

  /**
   * Every shape of flow that the rules of the port tables demand.
   *
   * @param clients where declared clients are
   * @param controlPlane the listed addresses of the region, perhaps none
   * @param primary the location whose regional services others need, too
   */
  static List<Wanted> all(
      Location at, Location primary, AddressPrefixes clients, AddressPrefixes controlPlane) {
    List<Wanted> all = new ArrayList<>();
    for (int port : new int[] {443, 80}) {
      all.add(of(in("client", at).tcp(port).from("Internet").atLeastPartly(), port));
      all.add(of(in("clients", at).tcp(port).from(new Remote.Addresses("clients", clients)), port));
    }
    all.add(
        of(
            in("management", at)
                .tcp(3443)
                .from("ApiManagement")
                .regionalTolerated(at)
                .orDiscouraged("listed addresses", controlPlane, "control-plane.service-tag"),
            3443));
    all.add(of(in("probes", at).tcp(6390).from("AzureLoadBalancer"), 6390));
    all.add(of(in("any-port", at).tcpAnyPort().from("AzureLoadBalancer")));
    for (RequiredFlow flow : List.of(in("within-in", at), out("within", at))) {
      all.add(of(flow.tcp(6381, 6382, 6383).withinSubnet(), 6381, 6382, 6383));
      all.add(of(flow.udp(4290).withinSubnet(), 4290));
    }
    all.add(of(out("storage", at).tcp(443).to("Storage").orRegional(at), 443));
    all.add(of(out("files", at).tcp(445).to("Storage").orRegional(at), 445));
    all.add(of(out("sql", at).tcp(1433).to("Sql").orRegional(at), 1433));
    all.add(
        of(
            out("event-hub", at).tcp(5671, 5672, 443).to("EventHub").orRegional(at),
            5671,
            5672,
            443));
    all.add(
        of(
            out("entra", at)
                .tcp(443)
                .to("AzureActiveDirectory")
                .forFeature(Feature.ENTRA_ID_INTEGRATION),
            443));
    for (String service : List.of("AzureConnectors", "AzureKeyVault")) {
      all.add(of(out("tolerated", at).tcp(443).to(service).regionalTolerated(at), 443));
    }
    all.add(
        of(out("monitor", at).tcp(1886, 443).to("AzureMonitor").regionalTolerated(at), 1886, 443));
    all.add(
        of(out("health", at).tcp(443, 12000).to("AzureCloud").regionalTolerated(at), 443, 12000));
    all.add(of(out("primary", at).tcp(443).to(Remote.regional("Storage", primary)), 443));
    all.add(of(out("primary", at).tcp(1433).to(Remote.regional("Sql", primary)), 1433));
    all.add(of(in("cache-in", at).tcp(6380).fromVirtualNetwork(), 6380));
    all.add(of(out("cache", at).tcp(6380).toVirtualNetwork().partDepends(), 6380));
    return all;
  }

  private static RequiredFlow in(String id, Location at) {
    return RequiredFlow.inbound("test." + id, at);
  }

  private static RequiredFlow out(String id, Location at) {
    return RequiredFlow.outbound("test." + id, at);
  }
}
