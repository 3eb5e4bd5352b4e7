package dev.vnetproof.space;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Boxes of packets against each packet of a universe of 8 x 4 x 8 x 4. */
class PacketSetLawsTest {
  private static final long SEED = Long.getLong("seed", 20230106);

  private static final List<Packet> UNIVERSE = universe();

  private static List<Packet> universe() {
    List<Packet> all = new ArrayList<>();
    for (Protocol protocol : List.of(Protocol.TCP, Protocol.UDP)) {
      for (int from = 0; from < 8; from++) {
        for (int fromPort = 0; fromPort < 4; fromPort++) {
          for (int to = 0; to < 8; to++) {
            for (int toPort = 0; toPort < 4; toPort++) {
              all.add(new Packet(protocol, address(from), fromPort, address(to), toPort));
            }
          }
        }
      }
    }
    return all;
  }

  private static Address address(int number) {
    return number < 6 ? new Address.V4(number) : new Address.Symbol(number - 6);
  }

  private static PacketSet random(Random random) {
    return new PacketSet(
        random.nextInt(4) == 0 ? Protocol.UDP : Protocol.TCP,
        addresses(random),
        ports(random),
        addresses(random),
        ports(random));
  }

  private static AddressSet addresses(Random random) {
    AddressSet set = AddressSet.EMPTY;
    for (int i = 0; i < 8; i++) {
      set = random.nextInt(3) > 0 ? set.union(AddressSet.of(address(i))) : set;
    }
    return set;
  }

  private static PortSet ports(Random random) {
    PortSet set = PortSet.EMPTY;
    for (int i = 0; i < 4; i++) {
      set = random.nextInt(3) > 0 ? set.union(PortSet.of(i)) : set;
    }
    return set;
  }

  private static List<Packet> in(PacketSet box) {
    return UNIVERSE.stream().filter(box::contains).toList();
  }

  @Test
  void boxes_behave_like_their_packets() {
    for (int round = 0; round < 400; round++) {
      Random random = new Random(SEED + round);
      PacketSet a = random(random);
      PacketSet b = random(random);
      List<Packet> inA = in(a);
      List<Packet> inB = in(b);
      List<Packet> common = inA.stream().filter(inB::contains).toList();
      String where = "-Dseed=" + (SEED + round) + " a=" + a + " b=" + b;
      assertThat(a.isEmpty()).as(where).isEqualTo(inA.isEmpty());
      assertThat(a.intersects(b)).as(where).isEqualTo(!common.isEmpty());
      if (a.protocol() == b.protocol()) {
        assertThat(in(a.intersect(b))).as(where).isEqualTo(common);
      }
      if (!b.isEmpty()) {
        assertThat(a.covers(b)).as(where).isEqualTo(inA.containsAll(inB));
      }
      List<Packet> left = new ArrayList<>();
      a.subtract(b).forEach(piece -> left.addAll(in(piece)));
      // No packet twice: the pieces are disjoint.
      assertThat(left)
          .as(where)
          .containsExactlyInAnyOrderElementsOf(
              inA.stream().filter(packet -> !inB.contains(packet)).toList());
    }
  }
}
