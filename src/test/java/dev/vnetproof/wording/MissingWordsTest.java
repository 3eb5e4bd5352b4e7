package dev.vnetproof.wording;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vnetproof.model.Missing;
import java.util.List;
import org.junit.jupiter.api.Test;

class MissingWordsTest {
  private static final String NETWORK =
      "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/vnet";

  @Test
  void a_subnet_is_missing_with_its_network() {
    Missing subnet = Missing.resource("subnet", NETWORK + "/subnets/apim");
    Missing network = Missing.resource("virtualNetwork", NETWORK);

    for (Missing missing : List.of(subnet, network)) {
      assertThat(MissingWords.subject(missing)).isEqualTo("the virtual network `vnet`");
      assertThat(MissingWords.noun(missing))
          .isEqualTo("the virtual network `vnet`, which is not in the input");
      assertThat(MissingWords.step(missing))
          .isEqualTo(
              "Add the output of `az network vnet show --ids "
                  + NETWORK
                  + "` to the input, or the template that deploys it.");
    }
  }

  @Test
  void of_an_id_with_open_parts_the_name_is_given() {
    Missing group =
        Missing.resource(
            "networkSecurityGroup",
            "/subscriptions/{subscription().subscriptionId}/resourceGroups/"
                + "{resourceGroup().name}/providers/Microsoft.Network/networkSecurityGroups/nsg");

    assertThat(MissingWords.step(group))
        .isEqualTo(
            "Add the output of `az network nsg show --resource-group GROUP --name nsg` to the"
                + " input, or the template that deploys it.");
  }

  @Test
  void properties_have_names_that_people_know() {
    assertThat(MissingWords.noun(Missing.at("/locations/1/virtualNetwork/gateway")))
        .isEqualTo(
            "whether the virtual network has or uses a gateway"
                + " (`/locations/1/virtualNetwork/gateway`)");
    assertThat(MissingWords.noun(Missing.at("/locations/0/networkSecurityGroup/securityRules/2")))
        .isEqualTo("`/locations/0/networkSecurityGroup/securityRules/2`");
  }
}
