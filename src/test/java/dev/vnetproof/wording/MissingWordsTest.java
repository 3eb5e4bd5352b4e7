package dev.vnetproof.wording;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vnetproof.model.Missing;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MissingWordsTest {
  private static final String NETWORK =
      "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/vnet";

  /** In all the forms in which importers, the analysis and rules name what is missing. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /locations/0/subnet/addressPrefixes | property
          /locations/0/egressFirewall/networkAllowances/3/protocols | property
          subnet `/a/virtualNetworks/v/subnets/s` is not in the input | property
          networkSecurityGroup of subnet `/a/s`: `/a/n` lists the subnet | property
          a valid value at /0/properties/x | property
          the members of application security group `/a/g` | property
          sku.capacity at /resources/1/sku | property
          the service tag file of AzurePublic (--service-tags) | serviceTagFile
          service tag `Foo`, which the service tag file does not hold | serviceTagFile
          `parameters('x')` at /resources/0/properties | expression
          /locations/0/egressFirewall | allowanceList
          /locations/0/egressFirewall/fqdnAllowances | allowanceList
          the allowances of the appliance at 10.0.0.4 (/locations/0/egressFirewall is at 10.0.0.5) | allowanceList
          the sign-in hosts of the cloud | documentSilent
          the addresses of `ocsp.msocsp.com` | documentSilent
          whether the hosts `a.net`, `b.net` are all of AzureMonitor | documentSilent
          the addresses that outbound TCP 6380 to VirtualNetwork really needs | documentSilent
          fewer overlapping rules in `nsg` (search budget spent) | budget
          """)
  void each_form_has_its_kind(String text, String kind) {
    assertThat(Missing.of(text).kind().reportName()).isEqualTo(kind);
    assertThat(Missing.of(text).text()).isEqualTo(text);
  }

  @Test
  void a_subnet_is_missing_with_its_network() {
    Missing subnet = Missing.of("subnet `" + NETWORK + "/subnets/apim` is not in the input");
    Missing network = Missing.of("virtualNetwork `" + NETWORK + "` is not in the input");

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
        Missing.of(
            "networkSecurityGroup `/subscriptions/{subscription().subscriptionId}/resourceGroups/"
                + "{resourceGroup().name}/providers/Microsoft.Network/networkSecurityGroups/nsg`"
                + " is not in the input");

    assertThat(MissingWords.step(group))
        .isEqualTo(
            "Add the output of `az network nsg show --resource-group GROUP --name nsg` to the"
                + " input, or the template that deploys it.");
  }

  @Test
  void properties_have_names_that_people_know() {
    assertThat(MissingWords.noun(Missing.of("/locations/1/virtualNetwork/gateway")))
        .isEqualTo(
            "whether the virtual network has or uses a gateway"
                + " (`/locations/1/virtualNetwork/gateway`)");
    assertThat(MissingWords.noun(Missing.of("/locations/0/networkSecurityGroup/securityRules/2")))
        .isEqualTo("`/locations/0/networkSecurityGroup/securityRules/2`");
  }
}
