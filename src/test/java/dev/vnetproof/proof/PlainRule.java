package dev.vnetproof.proof;

import dev.vnetproof.model.Access;
import dev.vnetproof.model.Direction;
import dev.vnetproof.space.Protocol;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** A security rule in the words of Azure: what a test writes down and what the reference reads. */
record PlainRule(
    String name,
    int priority,
    Direction direction,
    Access access,
    Set<Protocol> protocols,
    Side sources,
    List<Ports> sourcePorts,
    Side destinations,
    List<Ports> destinationPorts) {

  /** Texts are {@code *}, prefixes and tags; groups are application security groups. */
  record Side(List<String> texts, List<String> groups) {
    static Side of(String... texts) {
      return new Side(List.of(texts), List.of());
    }
  }

  /** Both bounds inclusive. */
  record Ports(int low, int high) {
    static final Ports ALL = new Ports(0, 65535);

    @Override
    public String toString() {
      return low == high ? "" + low : low + "-" + high;
    }
  }

  static final Set<Protocol> EVERY = Set.copyOf(EnumSet.allOf(Protocol.class));

  /** The six rules that end every group (azure-semantics 1.12). */
  static final List<PlainRule> DEFAULTS =
      List.of(
          byDefault(
              "AllowVnetInBound",
              65000,
              Direction.INBOUND,
              Access.ALLOW,
              "VirtualNetwork",
              "VirtualNetwork"),
          byDefault(
              "AllowAzureLoadBalancerInBound",
              65001,
              Direction.INBOUND,
              Access.ALLOW,
              "AzureLoadBalancer",
              "*"),
          byDefault("DenyAllInBound", 65500, Direction.INBOUND, Access.DENY, "*", "*"),
          byDefault(
              "AllowVnetOutBound",
              65000,
              Direction.OUTBOUND,
              Access.ALLOW,
              "VirtualNetwork",
              "VirtualNetwork"),
          byDefault(
              "AllowInternetOutBound", 65001, Direction.OUTBOUND, Access.ALLOW, "*", "Internet"),
          byDefault("DenyAllOutBound", 65500, Direction.OUTBOUND, Access.DENY, "*", "*"));

  private static PlainRule byDefault(
      String name, int priority, Direction direction, Access access, String from, String to) {
    return new PlainRule(
        name,
        priority,
        direction,
        access,
        EVERY,
        Side.of(from),
        List.of(Ports.ALL),
        Side.of(to),
        List.of(Ports.ALL));
  }

  Side near() {
    return direction == Direction.INBOUND ? destinations : sources;
  }

  Side far() {
    return direction == Direction.INBOUND ? sources : destinations;
  }

  /** {@code 200 Out Allow [TCP] [*]:[0-65535] -> [Storage]:[443]}. */
  @Override
  public String toString() {
    return String.join(
        " ",
        "" + priority,
        direction == Direction.INBOUND ? "In" : "Out",
        access == Access.ALLOW ? "Allow" : "Deny",
        protocols.equals(EVERY) ? "*" : protocols.toString(),
        side(sources) + ":" + sourcePorts,
        "->",
        side(destinations) + ":" + destinationPorts);
  }

  private static String side(Side side) {
    return side.texts() + (side.groups().isEmpty() ? "" : "+asg" + side.groups());
  }
}
