package dev.vnetproof.rules;

import static dev.vnetproof.rules.PatchedFixture.allOut;
import static dev.vnetproof.rules.PatchedFixture.outcomes;
import static dev.vnetproof.rules.PatchedFixture.remove;
import static dev.vnetproof.rules.PatchedFixture.replace;
import static dev.vnetproof.rules.PatchedFixture.route;
import static dev.vnetproof.rules.PatchedFixture.table;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vnetproof.evaluation.Evaluator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of packets at the next hops that routes send them to (3.5, 3.10, 3.14, 4.8). */
class NextHopsTest {
  private static final Evaluator EVALUATOR = Evaluator.builder().laterEditions(false).build();
  private static final String GATEWAY = replace("/locations/0/virtualNetwork/gateway", "true");
  private static final String FIREWALL_THAT_ALLOWS_NOTHING =
      replace(
          "/locations/0/egressFirewall",
          """
          { "name": "afw", "privateIpAddress": "10.0.100.4", "fqdnAllowances": [], \
          "networkAllowances": [] }""");
  private static final String FIREWALL_THAT_ALLOWS_ALL =
      replace(
          "/locations/0/egressFirewall",
          """
          { "name": "afw", "privateIpAddress": "10.0.100.4", "fqdnAllowances": [], \
          "networkAllowances": [ { "name": "all", "sourceAddresses": ["*"], \
          "destinationAddresses": ["*"], "destinationFqdns": [], "destinationPorts": ["*"], \
          "protocols": ["TCP", "UDP"] } ] }""");

  private static String server(String address) {
    return replace(
        "/locations/0/dns",
        "{ \"servers\": [\"%s\"], \"forwardsAzureNames\": true }".formatted(address));
  }

  private static String outcome(String id, String... patch) {
    List<String> found = outcomes(EVALUATOR, List.of(id), patch);
    assertThat(found).hasSize(1);
    return found.get(0).substring(id.length() + 1);
  }

  @Test
  void a_gateway_that_is_not_there_carries_nothing() {
    String all = table(false, route("0.0.0.0/0", "VirtualNetworkGateway"));
    for (String id : List.of("ports.storage", "ports.sql", "ports.azure-monitor")) {
      assertThat(outcome(id, all)).as(id).isEqualTo("VIOLATED");
      assertThat(outcome(id, all, FIREWALL_THAT_ALLOWS_ALL)).as(id).isEqualTo("VIOLATED");
      assertThat(outcome(id, all, FIREWALL_THAT_ALLOWS_ALL, GATEWAY)).as(id).isEqualTo("SATISFIED");
    }
    assertThat(outcome("entra.endpoints", all, FIREWALL_THAT_ALLOWS_ALL)).isEqualTo("VIOLATED");
    assertThat(outcome("dns.port-53", all, server("8.8.8.8"), allOut())).isEqualTo("VIOLATED");
  }

  @Test
  void a_gateway_that_nobody_knows_of_is_missing() {
    String all = table(false, route("0.0.0.0/0", "VirtualNetworkGateway"));
    String unknown = remove("/locations/0/virtualNetwork/gateway");
    assertThat(outcome("ports.storage", all, unknown, FIREWALL_THAT_ALLOWS_ALL))
        .isEqualTo("UNDETERMINED");
    assertThat(outcome("ports.storage", all, unknown, FIREWALL_THAT_ALLOWS_NOTHING))
        .isEqualTo("VIOLATED");
  }

  @Test
  void units_reach_each_other_only_where_routes_leave_them_alone() {
    String id = "ports.internal-cache";
    assertThat(outcome(id, table(true, route("10.0.0.0/16", "None")))).isEqualTo("VIOLATED");
    assertThat(outcome(id, table(true, route("10.0.1.0/24", "Internet")))).isEqualTo("VIOLATED");
    for (String hop : List.of("VirtualNetworkGateway", "VirtualAppliance")) {
      String away = table(true, route("10.0.0.0/16", hop));
      assertThat(outcome(id, away, GATEWAY)).as(hop).isEqualTo("UNDETERMINED");
      assertThat(outcome(id, away, GATEWAY, FIREWALL_THAT_ALLOWS_ALL)).isEqualTo("SATISFIED");
      assertThat(outcome(id, away, GATEWAY, FIREWALL_THAT_ALLOWS_NOTHING)).isEqualTo("VIOLATED");
    }
    assertThat(outcome(id, table(true, route("10.0.0.0/16", "VirtualNetworkGateway"))))
        .isEqualTo("VIOLATED");
  }

  @Test
  void a_dns_server_of_the_network_is_reached_like_any_machine_of_it() {
    String id = "dns.port-53";
    String server = server("10.0.9.4");
    assertThat(outcome(id, server, allOut(), table(true, route("10.0.9.0/24", "None"))))
        .isEqualTo("VIOLATED");
    assertThat(
            outcome(
                id, server, allOut(), table(true, route("10.0.9.0/24", "VirtualNetworkGateway"))))
        .isEqualTo("VIOLATED");
    assertThat(
            outcome(
                id,
                server,
                allOut(),
                GATEWAY,
                table(true, route("10.0.9.0/24", "VirtualNetworkGateway"))))
        .isEqualTo("UNDETERMINED");
  }

  @Test
  void a_tunnel_through_a_gateway_needs_the_leave_that_one_through_an_appliance_needs() {
    for (String hop : List.of("VirtualNetworkGateway", "VirtualAppliance")) {
      String[] patch = {
        server("8.8.8.8"), allOut(), GATEWAY, table(false, route("0.0.0.0/0", hop)), ""
      };
      for (String id : List.of("dns.port-53", "entra.endpoints", "ports.storage")) {
        patch[4] = replace("/locations/0/egressFirewall", "null");
        assertThat(outcome(id, patch)).as(hop + " " + id).isEqualTo("UNDETERMINED");
        patch[4] = FIREWALL_THAT_ALLOWS_NOTHING;
        assertThat(outcome(id, patch)).as(hop + " " + id).isEqualTo("VIOLATED");
        patch[4] = FIREWALL_THAT_ALLOWS_ALL;
        assertThat(outcome(id, patch)).as(hop + " " + id).isEqualTo("SATISFIED");
      }
    }
  }

  @Test
  void a_default_route_that_is_learned_is_a_tunnel_too() {
    String learned =
        replace("/locations/0/virtualNetwork/onPremisesAddressSpaces", "[\"0.0.0.0/0\"]");
    for (String id : List.of("dns.port-53", "ports.storage")) {
      assertThat(outcome(id, server("8.8.8.8"), allOut(), GATEWAY, learned))
          .isEqualTo("UNDETERMINED");
      assertThat(
              outcome(
                  id, server("8.8.8.8"), allOut(), GATEWAY, learned, FIREWALL_THAT_ALLOWS_NOTHING))
          .isEqualTo("VIOLATED");
    }
  }

  @Test
  void a_machine_behind_the_gateway_needs_no_leave() {
    String onPremises =
        replace(
            "/locations/0/virtualNetwork/onPremisesAddressSpaces",
            "[\"10.50.0.0/16\", \"198.51.100.0/24\"]");
    for (String server : List.of("10.50.0.4", "198.51.100.4")) {
      assertThat(
              outcome(
                  "dns.port-53",
                  server(server),
                  allOut(),
                  GATEWAY,
                  onPremises,
                  FIREWALL_THAT_ALLOWS_NOTHING))
          .as(server)
          .isEqualTo("SATISFIED");
      // Declared, but nothing leads there.
      assertThat(outcome("dns.port-53", server("10.50.0.4"), allOut(), onPremises))
          .isEqualTo("VIOLATED");
    }
  }

  @Test
  void delivery_within_a_network_of_unknown_size() {
    String local = table(true, route("0.0.0.0/0", "VnetLocal"));
    String unknown = remove("/locations/0/virtualNetwork/addressSpace");
    assertThat(outcome("dns.port-53", server("8.8.8.8"), allOut(), local)).isEqualTo("VIOLATED");
    assertThat(outcome("dns.port-53", server("8.8.8.8"), allOut(), local, unknown))
        .isEqualTo("UNDETERMINED");
    // Services are in nobody's network.
    assertThat(outcome("ports.storage", local, unknown)).isEqualTo("VIOLATED");
  }

  @Test
  void activation_leaves_by_the_platform_until_a_default_route_takes_its_leave_away() {
    String id = "windows.activation";
    String windows = replace("/deployment/features/windowsVirtualMachines", "true");
    String unknown = remove("/locations/0/virtualNetwork/onPremisesAddressSpaces");
    String learned =
        replace("/locations/0/virtualNetwork/onPremisesAddressSpaces", "[\"0.0.0.0/0\"]");
    assertThat(outcome(id, windows)).isEqualTo("SATISFIED");
    assertThat(outcome(id, windows, GATEWAY, unknown)).isEqualTo("UNDETERMINED");
    assertThat(outcome(id, windows, GATEWAY, learned)).isEqualTo("VIOLATED");
    assertThat(outcome(id, windows, GATEWAY, learned, allOut())).isEqualTo("UNDETERMINED");
    assertThat(outcome(id, windows, GATEWAY, learned, allOut(), FIREWALL_THAT_ALLOWS_ALL))
        .isEqualTo("SATISFIED");
    assertThat(outcome(id, windows, GATEWAY, unknown, allOut(), FIREWALL_THAT_ALLOWS_ALL))
        .isEqualTo("SATISFIED");
    // No prefix longer than 0.0.0.0/0 takes the leave away, but it may take the packets.
    for (String halves : List.of("Internet", "None")) {
      assertThat(
              outcome(
                  id,
                  windows,
                  table(true, route("0.0.0.0/1", halves), route("128.0.0.0/1", halves))))
          .isEqualTo(halves.equals("None") ? "VIOLATED" : "SATISFIED");
    }
    assertThat(
            outcome(
                id,
                windows,
                table(
                    true,
                    route("20.118.99.224/32", "None"),
                    route("40.83.235.53/32", "None"),
                    route("23.102.135.246/32", "None"))))
        .isEqualTo("VIOLATED");
    assertThat(
            outcome(id, windows, table(true, "{ \"name\": \"some\", \"nextHopType\": \"None\" }")))
        .isEqualTo("UNDETERMINED");
  }

  @Test
  void activation_in_other_clouds() {
    String id = "windows.activation";
    String[] there = {
      replace("/deployment/features/windowsVirtualMachines", "true"),
      replace("/deployment/cloud", "\"AzureGovernment\""),
      replace("/locations/0/region", "\"usgovvirginia\""),
      table(true),
    };
    assertThat(outcome(id, there)).isEqualTo("SATISFIED");
    there[3] = table(true, route("0.0.0.0/0", "Internet"));
    assertThat(outcome(id, there)).isEqualTo("VIOLATED");
    there[3] = table(true, route("128.0.0.0/1", "None"));
    assertThat(outcome(id, there)).isEqualTo("UNDETERMINED");
  }

  @Test
  void a_route_of_unknown_prefix_may_take_anything() {
    for (String hop : List.of("None", "VnetLocal", "VirtualNetworkGateway", "VirtualAppliance")) {
      String some =
          table(
              true,
              "{ \"name\": \"some\", \"nextHopType\": \"%s\", \"nextHopIpAddress\": %s }"
                  .formatted(hop, hop.equals("VirtualAppliance") ? "\"10.0.100.4\"" : "null"));
      for (String id : List.of("ports.storage", "entra.endpoints", "dns.port-53")) {
        assertThat(outcome(id, some, server("8.8.8.8"), allOut()))
            .as(hop + " " + id)
            .isEqualTo("UNDETERMINED");
      }
    }
    String dropping = table(true, "{ \"name\": \"some\", \"nextHopType\": \"None\" }");
    assertThat(outcome("ports.internal-cache", dropping)).isEqualTo("UNDETERMINED");
  }
}
