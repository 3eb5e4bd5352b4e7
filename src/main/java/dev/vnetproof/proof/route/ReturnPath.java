package dev.vnetproof.proof.route;

import dev.vnetproof.model.Ipv4Space;
import dev.vnetproof.model.Missing;
import dev.vnetproof.proof.layer.WitnessPicker;
import dev.vnetproof.proof.tag.Extent;
import dev.vnetproof.proof.tag.LocationSpace;
import dev.vnetproof.proof.tag.TagSymbols;
import dev.vnetproof.rule.Block;
import dev.vnetproof.rule.Remote;
import dev.vnetproof.rule.RequiredRoute;
import dev.vnetproof.rule.Verdict;
import dev.vnetproof.space.AddressSet;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The way of replies: whether they leave through the Internet, whence the requests came. */
final class ReturnPath {
  private static final AddressSet PUBLIC_SPACE = Ipv4Space.PUBLIC.union(TagSymbols.PUBLIC_SYMBOLS);

  private final SubnetRoutes routes;
  private final LocationSpace space;
  private final WitnessPicker witnesses;

  ReturnPath(SubnetRoutes routes, LocationSpace space) {
    this.routes = routes;
    this.space = space;
    this.witnesses = new WitnessPicker(space);
  }

  /** Whether replies to a far side leave through the Internet, whence the requests came. */
  Verdict decide(RequiredRoute demand, Remote remote) {
    Extent far = space.demanded(remote);
    Extent outside =
        new Extent(
            far.certain().intersect(PUBLIC_SPACE),
            far.possible().intersect(PUBLIC_SPACE),
            far.missing());
    List<RouteSlice> slices = routes.slices(outside.possible());
    boolean open = true;
    boolean written = false;
    AddressSet lost = outside.certain();
    Set<Missing> missing = new LinkedHashSet<>();
    for (RouteSlice slice : slices) {
      if (slice.route().hop() == NextHop.SERVICE_ENDPOINT) {
        // Carries requests to services; whoever called from outside is none of them.
        lost = lost.subtract(slice.route().reach().certain());
        continue;
      }
      boolean back = leadsBack(slice.route());
      open &= back;
      written |= back && isMeant(slice.route(), demand);
      if (back || slice.route().hop() == NextHop.UNKNOWN) {
        lost = lost.subtract(slice.wholly());
      }
      missing.addAll(slice.route().missing());
    }
    missing.addAll(outside.missing());
    if (open) {
      return Verdict.Allowed.FULLY;
    }
    if (written && demand.settledBy().isPresent()) {
      return new Verdict.Unknown(List.of(demand.settledBy().get()), List.of());
    }
    if (lost.isEmpty()) {
      if (missing.isEmpty()) {
        missing.add(Missing.fact("which addresses " + remote + " has"));
      }
      return new Verdict.Unknown(List.copyOf(missing), List.of());
    }
    if (demand.settledBy().isPresent() && !isRemainderLost()) {
      // Only some prefixes are diverted: whether clients are behind them is another question.
      Set<Missing> needed = new LinkedHashSet<>();
      routes.remainder().forEach(slice -> needed.addAll(slice.route().missing()));
      needed.add(demand.settledBy().get());
      return new Verdict.Unknown(List.copyOf(needed), List.of());
    }
    List<Block> blocks = blocks(demand, remote, slices, lost);
    return demand.partly() && !isRemainderLost()
        ? new Verdict.Partial(blocks)
        : new Verdict.Blocked(blocks);
  }

  /**
   * Whether no reply to any of a far side comes back, wherever it is: not even to those of its
   * addresses that are told from elsewhere.
   */
  boolean losesAll(Remote remote) {
    AddressSet far = space.demanded(remote).certain().intersect(PUBLIC_SPACE);
    AddressSet lost = AddressSet.EMPTY;
    for (RouteSlice slice : routes.slices(far)) {
      if (!leadsBack(slice.route()) && slice.route().hop() != NextHop.UNKNOWN) {
        lost = lost.union(slice.wholly());
      }
    }
    return !far.isEmpty() && lost.covers(far);
  }

  /** Whether a prefix of the table may be that of somebody whom replies go to. */
  private static boolean isMeant(EffectiveRoute route, RequiredRoute demand) {
    return route.origin() == EffectiveRoute.Origin.USER_PREFIX
        && !demand.others().set().covers(route.reach().certain().ipv4());
  }

  private List<Block> blocks(
      RequiredRoute demand, Remote remote, List<RouteSlice> slices, AddressSet lost) {
    List<Block> blocks = new ArrayList<>();
    // What may be learned beside what is known to lead elsewhere is nothing to show.
    boolean isCertain =
        slices.stream()
            .anyMatch(
                slice ->
                    !leadsBack(slice.route())
                        && slice.route().length() != EffectiveRoute.FLOATING
                        && lost.intersects(slice.possible()));
    for (RouteSlice slice : slices) {
      boolean isGuess =
          isCertain
              && slice.route().length() == EffectiveRoute.FLOATING
              && slice.route().origin() == EffectiveRoute.Origin.LEARNED;
      AddressSet hit = isGuess ? AddressSet.EMPTY : lost.intersect(slice.possible());
      if (!hit.isEmpty() && !leadsBack(slice.route())) {
        blocks.add(
            new Block(
                demand.describe(),
                witnesses.reply(space.subnet().certain(), hit, remote, demand.port()),
                slice.route().name()));
      }
    }
    return blocks;
  }

  private boolean isRemainderLost() {
    return routes.remainder().stream()
        .map(RouteSlice::route)
        .noneMatch(route -> leadsBack(route) || route.hop() == NextHop.UNKNOWN);
  }

  /** A learned route to exactly these addresses means that they came by the gateway too. */
  private static boolean leadsBack(EffectiveRoute route) {
    return switch (route.hop()) {
      case INTERNET, SERVICE_ENDPOINT, PEERING -> true;
      case GATEWAY ->
          route.origin() == EffectiveRoute.Origin.LEARNED
              && route.length() >= LearnedRoutes.SHORTEST;
      case NETWORK -> !route.origin().isUser();
      case APPLIANCE, NONE, UNKNOWN -> false;
    };
  }
}
