package dev.vnetproof.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTextTest {
  private static final long SEED = Long.getLong("seed", 20230106);

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 167772160, 184549375",
    "10.0.0.4, 167772164, 167772164",
    "10.0.0.4/32, 167772164, 167772164",
    "10.0.0.4/31, 167772164, 167772165",
    "0.0.0.0/0, 0, 4294967295",
    "128.0.0.0/1, 2147483648, 4294967295",
    "255.255.255.255, 4294967295, 4294967295",
    "10.0.0.4-10.0.0.9, 167772164, 167772169"
  })
  void an_ipv4_text_is_a_range(String text, long low, long high) {
    assertThat(AddressSet.parse(text)).isEqualTo(AddressSet.ofIpv4Range(low, high));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "10",
        "10.0.0",
        "10.0.0.0.0",
        "10.0.0.256",
        "10.0.0.-1",
        "10.0.0.01",
        "10.0.0.0/33",
        "10.0.0.0/",
        "10.0.0.0/-1",
        "10.0.0.1/8",
        "10.0.0.9-10.0.0.4",
        "10.0.0.4-",
        "a.b.c.d",
        "1.2.3.4 ",
        "1..2.3",
        "::1::",
        ":::",
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9",
        "12345::",
        "g::",
        "::/129",
        "::1/64",
        "fe80::1-10.0.0.1",
        "1:2:3:4:5:6:7:8::"
      })
  void what_is_no_address_is_refused(String text) {
    assertThatThrownBy(() -> AddressSet.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void host_bits_are_named_with_the_network_that_was_meant() {
    assertThatThrownBy(() -> AddressSet.parse("10.1.2.3/8"))
        .hasMessage("`10.1.2.3/8` has host bits set; the network is `10.0.0.0/8`");
    assertThatThrownBy(() -> AddressSet.parse("2001:db8::1/32"))
        .hasMessage("`2001:db8::1/32` has host bits set; the network is `2001:db8::/32`");
  }

  /** The examples of RFC 5952, sections 4 and 5. */
  @ParameterizedTest
  @CsvSource({
    "2001:0db8:0:0:0:0:2:1, 2001:db8::2:1",
    "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
    "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
    "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
    "2001:DB8::AB, 2001:db8::ab",
    "0:0:0:0:0:0:0:0, ::",
    "0:0:0:0:0:0:0:1, ::1",
    "1:0:0:0:0:0:0:0, 1::"
  })
  void ipv6_is_written_as_rfc_5952_says(String text, String canonical) {
    assertThat(AddressText.address(text)).hasToString(canonical);
  }

  @Test
  void ipv6_reads_back_what_it_writes_and_means_what_the_jdk_means() throws UnknownHostException {
    for (int round = 0; round < 2000; round++) {
      Random random = new Random(SEED + round);
      ByteBuffer bytes = ByteBuffer.allocate(16);
      for (int group = 0; group < 8; group++) {
        bytes.putShort(
            random.nextBoolean() ? 0 : (short) (random.nextInt() >>> random.nextInt(16)));
      }
      Address.V6 address = new Address.V6(bytes.getLong(0), bytes.getLong(8));
      String written = address.toString();
      assertThat(AddressText.address(written)).as("-Dseed=%d", SEED + round).isEqualTo(address);
      byte[] understood = InetAddress.getByName(written).getAddress();
      if (understood.length == 16) {
        assertThat(understood).as(written).isEqualTo(bytes.array());
      }
    }
  }

  @Test
  void ipv6_prefixes_split_at_every_length() {
    Address.V6 inside = new Address.V6(0x2001_0db8_ffff_ffffL, -1L);
    for (int length = 0; length <= 128; length++) {
      long highHost = length >= 64 ? 0 : -1L >>> length;
      long lowHost = length == 128 ? 0 : length <= 64 ? -1L : -1L >>> (length - 64);
      Address.V6 network = new Address.V6(inside.high() & ~highHost, inside.low() & ~lowHost);
      AddressSet prefix = AddressSet.parse(network + "/" + length);
      assertThat(prefix)
          .as("/%d", length)
          .isEqualTo(
              AddressSet.ofIpv6Range(
                  network, new Address.V6(network.high() | highHost, network.low() | lowHost)));
      assertThat(prefix.contains(inside)).as("/%d", length).isTrue();
    }
  }

  @Test
  void addresses_sort_ipv4_first_then_ipv6_then_symbols() {
    List<Address> sorted =
        List.of(
            new Address.V4(0x7fff_ffffL),
            new Address.V4(0x8000_0000L),
            new Address.V4(0xffff_ffffL),
            new Address.V6(0, 0),
            new Address.V6(1, -1),
            new Address.V6(-1, 0),
            new Address.V6(-1, -1),
            new Address.Symbol(0));
    List<Address> shuffled = new ArrayList<>(sorted);
    Collections.shuffle(shuffled, new Random(SEED));
    Collections.sort(shuffled);
    assertThat(shuffled).isEqualTo(sorted);
  }
}
