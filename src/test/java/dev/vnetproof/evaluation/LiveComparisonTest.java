package dev.vnetproof.evaluation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vnetproof.importer.Importer;
import dev.vnetproof.importer.Input;
import dev.vnetproof.model.EnvironmentSnapshot;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiveComparisonTest {
  private static final Evaluator EVALUATOR = Evaluator.builder().laterEditions(false).build();

  /** Everything passes but Azure SQL, and Event Hubs on one of three ports. */
  private static final String ENVIRONMENT =
      """
      [ { "id": "/subscriptions/s/resourceGroups/r/providers/Microsoft.ApiManagement/service/apim", "name": "apim",
          "type": "Microsoft.ApiManagement/service", "location": "West US", "sku": { "name": "Premium", "capacity": 1 },
          "properties": { "virtualNetworkType": "Internal", "platformVersion": "stv2", "virtualNetworkConfiguration": {
            "subnetResourceId": "/subscriptions/s/resourceGroups/r/providers/Microsoft.Network/virtualNetworks/v/subnets/a" } } },
        { "id": "/subscriptions/s/resourceGroups/r/providers/Microsoft.Network/virtualNetworks/v", "name": "v",
          "type": "Microsoft.Network/virtualNetworks", "properties": { "addressSpace": { "addressPrefixes": [ "10.0.0.0/16" ] },
            "virtualNetworkPeerings": [], "subnets": [ { "name": "a", "properties": { "addressPrefix": "10.0.1.0/24", "networkSecurityGroup": {
              "id": "/subscriptions/s/resourceGroups/r/providers/Microsoft.Network/networkSecurityGroups/n" } } } ] } },
        { "id": "/subscriptions/s/resourceGroups/r/providers/Microsoft.Network/networkSecurityGroups/n", "name": "n",
          "type": "Microsoft.Network/networkSecurityGroups", "properties": { "securityRules": [ { "name": "no-sql", "properties": {
            "priority": 100, "direction": "Outbound", "access": "Deny", "protocol": "Tcp", "sourceAddressPrefix": "*",
            "sourcePortRange": "*", "destinationAddressPrefix": "Sql", "destinationPortRange": "1433" } } ] } },
        %s ]
      """;

  private static List<String> live(String... connections) {
    String status =
        "{ \"location\": \"West US\", \"networkStatus\": { \"dnsServers\": [], \"connectivityStatus\": ["
            + String.join(", ", connections)
            + "] } }";
    byte[] json = ENVIRONMENT.formatted(status).getBytes(UTF_8);
    EnvironmentSnapshot snapshot =
        Importer.standard().read(List.of(Input.named("env.json", json))).snapshots().get(0);
    return EVALUATOR.evaluate(snapshot).live().stream()
        .map(
            l ->
                l.requirement()
                    + " "
                    + l.location()
                    + " "
                    + l.outcome()
                    + (l.disagrees() ? " disagrees: " : ": ")
                    + l.message())
        .toList();
  }

  private static String connection(String type, String status) {
    return "{ \"name\": \"h\", \"resourceType\": \"%s\", \"status\": \"%s\", \"error\": \"\" }"
        .formatted(type, status);
  }

  @Test
  void a_connection_that_works_though_the_input_blocks_it_disagrees() {
    assertThat(live(connection("SQLDatabase", "success")))
        .containsExactly(
            "ports.sql westus VIOLATED disagrees: The service reaches `h`, though the input blocks"
                + " some of what is demanded: the service has not been asked since a change, or the"
                + " witness is another address than this one.");
  }

  @Test
  void a_connection_that_fails_though_nothing_blocks_it_disagrees() {
    assertThat(live(connection("BlobStorage", "failure")))
        .containsExactly(
            "ports.storage westus SATISFIED disagrees: The service cannot reach `h`, though nothing"
                + " in the input stands in the way: look at name resolution, at a firewall that the"
                + " input does not show, or at the age of the input.");
  }

  @Test
  void a_status_that_says_the_same_does_not_disagree() {
    assertThat(live(connection("SQLDatabase", "failure"), connection("BlobStorage", "success")))
        .containsExactly(
            "ports.sql westus VIOLATED: The service cannot reach `h`, as the finding has it.",
            "ports.storage westus SATISFIED: The service reaches `h`.");
  }

  @Test
  void what_is_under_way_or_belongs_to_no_requirement_is_not_compared() {
    assertThat(live(connection("BlobStorage", "initializing"), connection("Email", "failure")))
        .isEmpty();
  }
}
