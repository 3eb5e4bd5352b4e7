package dev.vnetproof.proof.nsg;

import dev.vnetproof.model.Access;
import dev.vnetproof.model.Direction;
import dev.vnetproof.model.Location;
import dev.vnetproof.model.Missing;
import dev.vnetproof.model.NetworkSecurityGroup;
import dev.vnetproof.model.RuleAddresses;
import dev.vnetproof.model.SecurityRule;
import dev.vnetproof.model.ServiceTag;
import dev.vnetproof.proof.layer.WitnessPicker;
import dev.vnetproof.proof.tag.LocationSpace;
import dev.vnetproof.rule.Block;
import dev.vnetproof.rule.DecidedBy;
import dev.vnetproof.rule.RequiredFlow;
import dev.vnetproof.rule.Verdict;
import dev.vnetproof.rule.Witness;
import dev.vnetproof.space.AddressSet;
import dev.vnetproof.space.PortSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Traffic of the platform itself: it passes security groups unfiltered unless a rule names its tag,
 * and routes do not apply to it (network security group overview, 2025-07-15; 168.63.129.16,
 * 2023-03-30).
 */
public final class PlatformTraffic {
  private final Location location;
  private final LocationSpace space;
  private final WitnessPicker witnesses;

  public PlatformTraffic(Location location, LocationSpace space) {
    this.location = location;
    this.space = space;
    this.witnesses = new WitnessPicker(space);
  }

  public Verdict decide(RequiredFlow flow, ServiceTag tag) {
    Optional<Missing> missing =
        location
            .networkSecurityGroup()
            .ifMissing()
            .or(
                () ->
                    location
                        .networkSecurityGroup()
                        .orElse(Optional.empty())
                        .flatMap(group -> group.securityRules().ifMissing()));
    if (missing.isPresent()) {
      return new Verdict.Unknown(List.of(missing.get()), List.of());
    }
    return location
        .networkSecurityGroup()
        .orElse(Optional.empty())
        .map(group -> decide(group, flow, tag))
        .orElse(Verdict.Allowed.FULLY);
  }

  private Verdict decide(NetworkSecurityGroup group, RequiredFlow flow, ServiceTag tag) {
    PortSet open = flow.ports();
    List<SecurityRule> naming =
        group.securityRules().orElse(List.of()).stream()
            .filter(rule -> rule.direction() == Direction.OUTBOUND)
            .filter(rule -> names(rule, tag))
            .sorted(Comparator.comparingInt(SecurityRule::priority))
            .toList();
    for (SecurityRule rule : naming) {
      boolean matches =
          rule.protocols().asOptional().filter(p -> !p.contains(flow.protocol())).isEmpty()
              && rule.destinationPorts().orElse(PortSet.ALL).intersects(open)
              && space.of(rule.sources(), true).possible().intersects(space.subnet().possible());
      if (!matches) {
        continue;
      }
      if (rule.access().orElse(Access.DENY) == Access.DENY) {
        return denied(group, rule, flow, tag, open);
      }
      if (space.of(rule.sources(), true).certain().covers(space.subnet().possible())) {
        open = open.subtract(rule.destinationPorts().orElse(PortSet.EMPTY));
      }
    }
    return Verdict.Allowed.FULLY;
  }

  private static boolean names(SecurityRule rule, ServiceTag tag) {
    return rule.destinations()
        .asOptional()
        .map(RuleAddresses::tags)
        .orElse(List.of())
        .contains(tag);
  }

  private Verdict denied(
      NetworkSecurityGroup group,
      SecurityRule rule,
      RequiredFlow flow,
      ServiceTag tag,
      PortSet open) {
    Block block =
        new Block(
            flow.describe(),
            Optional.of(
                witness(
                    rule, flow, tag, open.intersect(rule.destinationPorts().orElse(PortSet.ALL)))),
            new DecidedBy.BySecurityRule(
                group.name(), rule.name(), rule.priority(), rule.pointer()));
    Optional<Missing> missing =
        rule.access()
            .ifMissing()
            .or(() -> rule.protocols().ifMissing())
            .or(() -> rule.destinationPorts().ifMissing())
            .or(
                () ->
                    space.of(rule.sources(), true).certain().intersects(space.subnet().certain())
                        ? Optional.empty()
                        : space.of(rule.sources(), true).missing().stream().findFirst());
    return missing.isPresent()
        ? new Verdict.Unknown(List.of(missing.get()), List.of(block))
        : new Verdict.Blocked(List.of(block));
  }

  private Witness witness(SecurityRule rule, RequiredFlow flow, ServiceTag tag, PortSet ports) {
    AddressSet near = space.subnet().certain();
    AddressSet hit = near.intersect(space.of(rule.sources(), true).certain());
    return witnesses.toPlatform(
        hit.isEmpty() ? near : hit, flow.protocol(), tag, ports.first().orElseThrow());
  }
}
