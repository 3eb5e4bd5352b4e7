package dev.vnetproof.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vnetproof.model.Access;
import dev.vnetproof.model.AdminAccess;
import dev.vnetproof.model.Cloud;
import dev.vnetproof.model.Datum;
import dev.vnetproof.model.Direction;
import dev.vnetproof.model.EnvironmentSnapshot;
import dev.vnetproof.model.Location;
import dev.vnetproof.model.NetworkSecurityGroup;
import dev.vnetproof.model.RuleAddresses;
import dev.vnetproof.model.SecurityAdminRule;
import dev.vnetproof.model.SecurityRule;
import dev.vnetproof.proof.nsg.NsgIndex;
import dev.vnetproof.proof.nsg.NsgWalk;
import dev.vnetproof.proof.nsg.RelationTable;
import dev.vnetproof.proof.tag.LocationSpace;
import dev.vnetproof.proof.tag.ServiceTags;
import dev.vnetproof.space.AddressSet;
import dev.vnetproof.space.PacketSet;
import dev.vnetproof.space.PortSet;
import dev.vnetproof.space.Protocol;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Admin rules before a group, packet by packet against the plain reading of the document. */
class AdminRulesTest {
  private static final long SEED = Long.getLong("differential.seed", 20230106);
  private static final int NETWORKS = Integer.getInteger("differential.snapshots", 300);
  private static final List<String> PLACES =
      List.of("*", "10.0.0.0/16", "10.0.1.0/24", "10.0.1.128/25", "10.9.0.0/24", "203.0.113.0/24");
  private static final List<String> PORTS = List.of("*", "443", "400-500", "3443", "1-3443");
  private static final List<String> SOURCES = List.of("10.0.1.5", "10.9.0.7", "203.0.113.9");
  private static final List<String> DESTINATIONS = List.of("10.0.1.4", "10.0.1.200", "10.0.7.1");

  @Test
  void a_packet_fares_as_the_document_says() {
    for (int number = 0; number < NETWORKS; number++) {
      Random random = new Random(SEED + number);
      List<SecurityAdminRule> admin = new ArrayList<>();
      for (int i = random.nextInt(5); i > 0; i--) {
        admin.add(adminRule(random, i));
      }
      List<SecurityRule> rules = new ArrayList<>();
      for (int i = random.nextInt(5); i > 0; i--) {
        rules.add(rule(random, 100 + i));
      }
      NetworkSecurityGroup group =
          new NetworkSecurityGroup("nsg", Datum.known(rules), NetworkSecurityGroup.DEFAULT_RULES);
      RelationTable relations = new RelationTable();
      NsgIndex index =
          new NsgIndex(group, admin, Direction.INBOUND, space(group, admin), relations);
      NsgWalk walk = new NsgWalk(relations);
      for (String source : SOURCES) {
        for (String destination : DESTINATIONS) {
          for (int port : new int[] {443, 3443, 9000}) {
            PacketSet packet = packet(source, destination, port);
            boolean passes =
                !walk.decidedBy(index.entries(NsgIndex.Reading.PESSIMISTIC), packet, true, true)
                    .isEmpty();
            assertThat(passes)
                .as(
                    "seed %d, %s -> %s:%d, %s, %s",
                    SEED + number, source, destination, port, admin, rules)
                .isEqualTo(expected(admin, group, packet));
          }
        }
      }
    }
  }

  /** Deny and AlwaysAllow end it, Allow goes on with the group. */
  private static boolean expected(
      List<SecurityAdminRule> admin, NetworkSecurityGroup group, PacketSet packet) {
    List<SecurityAdminRule> inTurn = new ArrayList<>(admin);
    inTurn.sort(Comparator.comparingInt(SecurityAdminRule::priority));
    for (SecurityAdminRule rule : inTurn) {
      if (matches(rule.sources(), rule.destinations(), rule.destinationPorts(), packet)) {
        AdminAccess access = rule.access().orElse(AdminAccess.DENY);
        if (access != AdminAccess.ALLOW) {
          return access == AdminAccess.ALWAYS_ALLOW;
        }
        break;
      }
    }
    List<SecurityRule> rules = new ArrayList<>(group.securityRules().orElse(List.of()));
    rules.sort(Comparator.comparingInt(SecurityRule::priority));
    for (SecurityRule rule : rules) {
      if (matches(rule.sources(), rule.destinations(), rule.destinationPorts(), packet)) {
        return rule.access().orElse(Access.DENY) == Access.ALLOW;
      }
    }
    // AllowVnetInBound; the network is 10.0.0.0/16 with 10.9.0.0/24 as its peer.
    return AddressSet.parse("10.0.0.0/16")
        .union(AddressSet.parse("10.9.0.0/24"))
        .covers(packet.sources());
  }

  private static boolean matches(
      Datum<RuleAddresses> from, Datum<RuleAddresses> to, Datum<PortSet> ports, PacketSet packet) {
    return covers(from, packet.sources())
        && covers(to, packet.destinations())
        && ports.orElse(PortSet.EMPTY).intersects(packet.destinationPorts());
  }

  private static boolean covers(Datum<RuleAddresses> side, AddressSet address) {
    RuleAddresses known = side.orElse(RuleAddresses.ANY);
    return known.any() || known.prefixes().set().covers(address);
  }

  private static PacketSet packet(String source, String destination, int port) {
    return new PacketSet(
        Protocol.TCP,
        AddressSet.parse(source),
        PortSet.of(50000),
        AddressSet.parse(destination),
        PortSet.of(port));
  }

  private static SecurityAdminRule adminRule(Random random, int priority) {
    return new SecurityAdminRule(
        "admin-" + priority,
        "collection",
        priority,
        Direction.INBOUND,
        Datum.known(one(random, List.of(AdminAccess.values()))),
        Datum.known(every()),
        place(random),
        Datum.known(PortSet.ALL),
        place(random),
        Datum.known(ports(random)),
        "");
  }

  private static SecurityRule rule(Random random, int priority) {
    return new SecurityRule(
        "rule-" + priority,
        priority,
        Direction.INBOUND,
        Datum.known(one(random, List.of(Access.values()))),
        Datum.known(every()),
        place(random),
        Datum.known(PortSet.ALL),
        place(random),
        Datum.known(ports(random)),
        "");
  }

  private static Set<Protocol> every() {
    return EnumSet.allOf(Protocol.class);
  }

  private static Datum<RuleAddresses> place(Random random) {
    return Datum.known(RuleAddresses.of(one(random, PLACES)));
  }

  private static PortSet ports(Random random) {
    return PortSet.parse(one(random, PORTS));
  }

  private static <T> T one(Random random, List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  private static LocationSpace space(NetworkSecurityGroup group, List<SecurityAdminRule> admin) {
    Location location =
        EnvironmentSnapshot.builder("admin")
            .complete()
            .location(
                "westus",
                west ->
                    west.subnet("apim", "10.0.1.0/24")
                        .network("vnet", "10.0.0.0/16")
                        .peers("10.9.0.0/24")
                        .securityGroup(Datum.known(Optional.of(group))))
            .build()
            .locations()
            .get(0);
    return new LocationSpace(location, Cloud.AZURE_PUBLIC, ServiceTags.none());
  }
}
