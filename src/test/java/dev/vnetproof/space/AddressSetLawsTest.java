package dev.vnetproof.space;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Address sets against a model that cannot be wrong: a small universe of addresses, one bit each.
 * Its strips lie where arithmetic breaks: at both ends of each kind, and across 2^31 and 2^64.
 */
class AddressSetLawsTest {
  private static final long SEED = Long.getLong("seed", 20230106);
  private static final int STRIP = 64;

  private static final List<Address> UNIVERSE = new ArrayList<>();

  static {
    for (int i = 0; i < STRIP; i++) {
      UNIVERSE.add(new Address.V4(i));
    }
    for (int i = 0; i < STRIP; i++) {
      UNIVERSE.add(new Address.V4(0x7fff_ffe0L + i));
    }
    for (int i = 0; i < STRIP; i++) {
      UNIVERSE.add(new Address.V4(0xffff_ffc0L + i));
    }
    for (int i = 0; i < STRIP; i++) {
      UNIVERSE.add(new Address.Symbol(i));
    }
    for (int i = 0; i < STRIP; i++) {
      UNIVERSE.add(new Address.V6(0, i));
    }
    for (int i = 0; i < STRIP; i++) {
      UNIVERSE.add(i < 32 ? new Address.V6(7, -32 + i) : new Address.V6(8, i - 32));
    }
    for (int i = 0; i < STRIP; i++) {
      UNIVERSE.add(new Address.V6(-1, -64 + i));
    }
  }

  /** A set and the same as bits. */
  private record Pair(AddressSet set, BitSet bits) {}

  private static AddressSet run(int from, int to) {
    Address low = UNIVERSE.get(from);
    Address high = UNIVERSE.get(to);
    if (low instanceof Address.V4 a && high instanceof Address.V4 b) {
      return AddressSet.ofIpv4Range(a.bits(), b.bits());
    }
    if (low instanceof Address.Symbol a && high instanceof Address.Symbol b) {
      return AddressSet.ofSymbols(a.id(), b.id());
    }
    return AddressSet.ofIpv6Range((Address.V6) low, (Address.V6) high);
  }

  private static Pair random(Random random) {
    BitSet bits = new BitSet();
    List<AddressSet> runs = new ArrayList<>();
    int count = random.nextInt(4) == 0 ? random.nextInt(120) : random.nextInt(8);
    for (int i = 0; i < count; i++) {
      int strip = random.nextInt(UNIVERSE.size() / STRIP) * STRIP;
      int from = random.nextInt(STRIP);
      int to = Math.min(STRIP - 1, from + (count > 20 ? random.nextInt(2) : random.nextInt(STRIP)));
      bits.set(strip + from, strip + to + 1);
      runs.add(run(strip + from, strip + to));
    }
    Collections.shuffle(runs, random);
    if (random.nextBoolean()) {
      return new Pair(AddressSet.unionOf(runs), bits);
    }
    AddressSet set = AddressSet.EMPTY;
    for (AddressSet each : runs) {
      set = set.union(each);
    }
    return new Pair(set, bits);
  }

  private static BitSet bits(AddressSet set) {
    BitSet bits = new BitSet();
    for (int i = 0; i < UNIVERSE.size(); i++) {
      bits.set(i, set.contains(UNIVERSE.get(i)));
    }
    return bits;
  }

  private static BitSet and(BitSet a, BitSet b) {
    BitSet both = (BitSet) a.clone();
    both.and(b);
    return both;
  }

  private static BitSet or(BitSet a, BitSet b) {
    BitSet either = (BitSet) a.clone();
    either.or(b);
    return either;
  }

  private static BitSet minus(BitSet a, BitSet b) {
    BitSet rest = (BitSet) a.clone();
    rest.andNot(b);
    return rest;
  }

  /** The same set built from single addresses: equal sets must be equal objects. */
  private static AddressSet singly(BitSet bits) {
    return AddressSet.unionOf(bits.stream().mapToObj(i -> AddressSet.of(UNIVERSE.get(i))).toList());
  }

  @Test
  void sets_behave_like_bits() {
    for (int round = 0; round < 4000; round++) {
      Random random = new Random(SEED + round);
      Pair a = random(random);
      Pair b = random(random);
      String where = "-Dseed=" + (SEED + round) + " a=" + a.set() + " b=" + b.set();
      assertThat(bits(a.set())).as(where).isEqualTo(a.bits());
      assertThat(a.set().union(b.set())).as(where).isEqualTo(singly(or(a.bits(), b.bits())));
      assertThat(a.set().intersect(b.set())).as(where).isEqualTo(singly(and(a.bits(), b.bits())));
      assertThat(a.set().subtract(b.set())).as(where).isEqualTo(singly(minus(a.bits(), b.bits())));
      assertThat(a.set().hashCode()).as(where).isEqualTo(singly(a.bits()).hashCode());
      assertThat(a.set().isEmpty()).as(where).isEqualTo(a.bits().isEmpty());
      assertThat(a.set().intersects(b.set())).as(where).isEqualTo(a.bits().intersects(b.bits()));
      boolean covers = minus(b.bits(), a.bits()).isEmpty();
      assertThat(a.set().covers(b.set())).as(where).isEqualTo(covers);
      assertThat(a.set().relation(b.set()))
          .as(where)
          .isEqualTo(
              covers
                  ? Relation.COVERS
                  : a.bits().intersects(b.bits()) ? Relation.OVERLAPS : Relation.DISJOINT);
      assertThat(a.set().first())
          .as(where)
          .isEqualTo(
              a.bits().isEmpty()
                  ? Optional.empty()
                  : Optional.of(UNIVERSE.get(a.bits().nextSetBit(0))));
    }
  }

  @Test
  void parts_of_a_set_are_told_apart() {
    for (int round = 0; round < 1000; round++) {
      Pair a = random(new Random(SEED + round));
      String where = "-Dseed=" + (SEED + round) + " a=" + a.set();
      BitSet ipv4 = a.bits().get(0, 3 * STRIP);
      BitSet symbols = a.bits().get(3 * STRIP, 4 * STRIP);
      assertThat(a.set().ipv4()).as(where).isEqualTo(singly(ipv4));
      assertThat(a.set().ipv4Count()).as(where).isEqualTo(ipv4.cardinality());
      assertThat(a.set().symbolIds()).as(where).isEqualTo(symbols.stream().boxed().toList());
      assertThat(a.set().symbols().symbolIds()).as(where).isEqualTo(a.set().symbolIds());
    }
  }

  @Test
  void prefixes_of_a_set_read_back_to_it_and_none_could_be_joined() {
    for (int round = 0; round < 1000; round++) {
      AddressSet set = random(new Random(SEED + round)).set().ipv4();
      String where = "-Dseed=" + (SEED + round) + " " + set;
      List<AddressSet> read = set.ipv4Prefixes().stream().map(AddressSet::parse).toList();
      assertThat(AddressSet.unionOf(read)).as(where).isEqualTo(set);
      for (int i = 1; i < read.size(); i++) {
        long size = read.get(i - 1).ipv4Count();
        long low = ((Address.V4) read.get(i - 1).first().orElseThrow()).bits();
        boolean siblings =
            size == read.get(i).ipv4Count()
                && low % (2 * size) == 0
                && read.get(i).contains(new Address.V4(Math.min(low + size, AddressSet.MAX_IPV4)));
        assertThat(siblings).as(where).isFalse();
      }
    }
  }

  @Test
  void whole_address_spaces_contain_their_ends() {
    assertThat(AddressSet.parse("0.0.0.0/0")).isEqualTo(AddressSet.ALL_IPV4);
    assertThat(AddressSet.ALL_IPV4.ipv4Count()).isEqualTo(4_294_967_296L);
    assertThat(AddressSet.ALL_IPV4.ipv4Prefixes()).containsExactly("0.0.0.0/0");
    assertThat(AddressSet.ALL.covers(AddressSet.parse("::/0"))).isTrue();
    assertThat(AddressSet.ALL.subtract(AddressSet.parse("::/0")).subtract(AddressSet.ALL_SYMBOLS))
        .isEqualTo(AddressSet.ALL_IPV4);
    assertThat(AddressSet.ALL_IPV4.union(AddressSet.ALL_SYMBOLS).union(AddressSet.parse("::/0")))
        .isEqualTo(AddressSet.ALL);
    for (Address address : UNIVERSE) {
      assertThat(AddressSet.ALL.contains(address)).as("%s", address).isTrue();
    }
  }
}
