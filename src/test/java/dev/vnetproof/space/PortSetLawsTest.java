package dev.vnetproof.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Port sets against one bit for each port. */
class PortSetLawsTest {
  private static final long SEED = Long.getLong("seed", 20230106);
  private static final int[] ENDS = {0, 1, 443, 1023, 1024, 2047, 2048, 49152, 65534, 65535};

  private record Pair(PortSet set, BitSet bits) {}

  private static Pair random(Random random) {
    BitSet bits = new BitSet();
    List<PortSet> runs = new ArrayList<>();
    for (int i = random.nextInt(random.nextInt(5) == 0 ? 60 : 4); i > 0; i--) {
      int from = random.nextBoolean() ? ENDS[random.nextInt(ENDS.length)] : random.nextInt(65536);
      int to =
          random.nextBoolean()
              ? from
              : Math.min(65535, from + random.nextInt(1 << random.nextInt(17)));
      bits.set(from, to + 1);
      runs.add(PortSet.range(from, to));
    }
    return new Pair(PortSet.unionOf(runs), bits);
  }

  private static PortSet singly(BitSet bits) {
    return PortSet.of(bits.stream().toArray());
  }

  @Test
  void sets_behave_like_bits() {
    for (int round = 0; round < 1500; round++) {
      Random random = new Random(SEED + round);
      Pair a = random(random);
      Pair b = random(random);
      String where = "-Dseed=" + (SEED + round) + " a=" + a.set() + " b=" + b.set();
      BitSet or = (BitSet) a.bits().clone();
      or.or(b.bits());
      BitSet and = (BitSet) a.bits().clone();
      and.and(b.bits());
      BitSet minus = (BitSet) a.bits().clone();
      minus.andNot(b.bits());
      BitSet rest = (BitSet) b.bits().clone();
      rest.andNot(a.bits());
      boolean meets = a.bits().intersects(b.bits());
      assertThat(a.set().union(b.set())).as(where).isEqualTo(singly(or));
      assertThat(a.set().intersect(b.set())).as(where).isEqualTo(singly(and));
      assertThat(a.set().subtract(b.set())).as(where).isEqualTo(singly(minus));
      assertThat(a.set().hashCode()).as(where).isEqualTo(singly(a.bits()).hashCode());
      assertThat(a.set().size()).as(where).isEqualTo(a.bits().cardinality());
      assertThat(a.set().isEmpty()).as(where).isEqualTo(a.bits().isEmpty());
      assertThat(a.set().intersects(b.set())).as(where).isEqualTo(meets);
      assertThat(a.set().covers(b.set())).as(where).isEqualTo(rest.isEmpty());
      assertThat(a.set().relation(b.set()))
          .as(where)
          .isEqualTo(
              rest.isEmpty() ? Relation.COVERS : meets ? Relation.OVERLAPS : Relation.DISJOINT);
      assertThat(a.set().first())
          .as(where)
          .isEqualTo(
              a.bits().isEmpty() ? OptionalInt.empty() : OptionalInt.of(a.bits().nextSetBit(0)));
      for (int port : ENDS) {
        assertThat(a.set().contains(port)).as(where).isEqualTo(a.bits().get(port));
      }
    }
  }

  @Test
  void a_set_reads_back_what_it_writes() {
    for (int round = 0; round < 500; round++) {
      PortSet set = random(new Random(SEED + round)).set();
      List<PortSet> read = new ArrayList<>();
      for (String part : set.toString().split(", ")) {
        read.add(part.isEmpty() ? PortSet.EMPTY : PortSet.parse(part));
      }
      assertThat(PortSet.unionOf(read)).as("-Dseed=%d", SEED + round).isEqualTo(set);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "*, 0, 65535",
    "Any, 0, 65535",
    "0-65535, 0, 65535",
    "443, 443, 443",
    "0, 0, 0",
    "6381-6383, 6381, 6383",
    "6381 - 6383, 6381, 6383"
  })
  void azure_writes_ports_in_these_ways(String text, int low, int high) {
    assertThat(PortSet.parse(text)).isEqualTo(PortSet.range(low, high));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "-1",
        "65536",
        "443-",
        "-443",
        "500-400",
        "http",
        "1.5",
        "1-2-3",
        "99999999999"
      })
  void what_is_no_port_is_refused(String text) {
    assertThatThrownBy(() -> PortSet.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
