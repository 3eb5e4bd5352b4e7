package dev.vnetproof.proof.nsg;

import dev.vnetproof.model.Datum;
import dev.vnetproof.model.Direction;
import dev.vnetproof.model.Ipv4Space;
import dev.vnetproof.model.RuleAddresses;
import dev.vnetproof.model.SecurityRule;
import dev.vnetproof.model.ServiceTag;
import dev.vnetproof.proof.layer.DemandedFlow;
import dev.vnetproof.proof.nsg.FarMeanings.Holds;
import dev.vnetproof.proof.nsg.FarMeanings.Spot;
import dev.vnetproof.proof.nsg.FarMeanings.Term;
import dev.vnetproof.proof.tag.Extent;
import dev.vnetproof.proof.tag.LocationSpace;
import dev.vnetproof.proof.tag.TagSymbols;
import dev.vnetproof.rule.Remote;
import dev.vnetproof.space.Address;
import dev.vnetproof.space.AddressSet;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The far addresses of a demand, one of each kind that the rules of a direction can tell apart,
 * whatever names in them stand for.
 *
 * <p>An address has a place, its number, and without a tag file an owner, the symbol of its service
 * or of none. Prefixes tell places apart, tags tell owners apart; which owner has which place is
 * not known, so that each may have each. Whatever else is open is so for each address by itself:
 * whether VirtualNetwork takes it in with a route, whether it is of an application security group,
 * whether a tag holds it of which no facts are known. Both answers are looked at.
 */
final class FarKinds {
  /** So many names are tried with both answers; more stay open. */
  private static final int MOST_OPEN = 6;

  /** More combinations of place and owner are not looked at. */
  private static final int MOST_SPOTS = 40_000;

  private static final AddressSet ELSEWHERE =
      AddressSet.ofSymbols(TagSymbols.ELSEWHERE, TagSymbols.ELSEWHERE);

  /** Addresses that the rules treat alike: those that match them, and those that perhaps do. */
  record Kind(BitSet matched, BitSet open) {}

  /**
   * Kinds of which at least one has an address, whatever is not known.
   *
   * @param shown what they have in common: a number, or the name of an owner
   */
  record Existing(AddressSet shown, Set<Kind> kinds) {}

  /** All kinds of a demand, and the groups of them that are not empty without doubt. */
  record Survey(Set<Kind> all, List<Existing> existing) {}

  private final LocationSpace space;
  private final int rules;

  /**
   * By the sides that hold them. A rule has two, all of which must match: its own, and that of the
   * admin rule to whose packets it is narrowed.
   */
  private final Map<Term, BitSet> terms = new LinkedHashMap<>();

  private final BitSet always = new BitSet();
  private final BitSet unknown = new BitSet();

  FarKinds(NsgIndex index, Direction direction, LocationSpace space) {
    this.space = space;
    this.rules = index.rules().size();
    for (int i = 0; i < rules; i++) {
      add(2 * i, far(index.rules().get(i), direction));
      if (index.within(i).isPresent()) {
        add(2 * i + 1, far(index.within(i).get(), direction));
      } else {
        always.set(2 * i + 1);
      }
    }
  }

  private static Datum<RuleAddresses> far(SecurityRule rule, Direction direction) {
    return direction == Direction.INBOUND ? rule.sources() : rule.destinations();
  }

  private void add(int side, Datum<RuleAddresses> addresses) {
    if (addresses instanceof Datum.Known<RuleAddresses> known) {
      add(side, known.value());
    } else {
      unknown.set(side);
    }
  }

  /** Of rules with two sides each. */
  private Kind kind(BitSet matchedSides, BitSet openSides) {
    BitSet matched = new BitSet();
    BitSet open = new BitSet();
    for (int i = 0; i < rules; i++) {
      boolean first = matchedSides.get(2 * i);
      boolean second = matchedSides.get(2 * i + 1);
      if (first && second) {
        matched.set(i);
      } else if ((first || openSides.get(2 * i)) && (second || openSides.get(2 * i + 1))) {
        open.set(i);
      }
    }
    return new Kind(matched, open);
  }

  private void add(int side, RuleAddresses addresses) {
    AddressSet prefixes = addresses.prefixes().set().ipv4();
    if (addresses.any() || prefixes.equals(AddressSet.ALL_IPV4)) {
      always.set(side);
      return;
    }
    if (!prefixes.isEmpty()) {
      add(side, new Term.Prefixes(prefixes));
    }
    addresses.tags().forEach(tag -> add(side, new Term.Tag(tag)));
    addresses.applicationSecurityGroups().forEach(group -> add(side, new Term.Group(group)));
  }

  private void add(int side, Term term) {
    terms.computeIfAbsent(term, t -> new BitSet()).set(side);
  }

  // ---- the survey ------------------------------------------------------------------------------

  /** Empty where it would take too long, or where what is said of tags does not fit together. */
  Optional<Survey> survey(DemandedFlow flow) {
    AddressSet demanded = flow.far().possible().union(flow.far().certain());
    AddressSet owned =
        space.isByName() && demanded.intersects(TagSymbols.PUBLIC_SYMBOLS)
            ? Ipv4Space.PUBLIC.subtract(space.ownNetwork().certain())
            : AddressSet.EMPTY;
    List<AddressSet> cuts = cuts(flow);
    List<AddressSet> places = AddressSet.parts(demanded.union(owned).ipv4(), cuts);
    List<AddressSet> owners =
        space.isByName() ? AddressSet.parts(TagSymbols.PUBLIC_SYMBOLS, cuts) : List.of();
    if ((long) places.size() * Math.max(1, owners.size()) > MOST_SPOTS) {
      return Optional.empty();
    }
    Collector collector = new Collector(flow);
    for (AddressSet place : places) {
      collector.add(place, owners);
    }
    AddressSet network =
        demanded.intersect(AddressSet.ofSymbols(TagSymbols.SUBNET, TagSymbols.ON_PREMISES));
    for (AddressSet part : AddressSet.parts(network, cuts)) {
      collector.add(new Spot(Optional.empty(), part.first(), false), AddressSet.EMPTY, part);
    }
    return collector.survey();
  }

  private List<AddressSet> cuts(DemandedFlow flow) {
    List<AddressSet> cuts = new ArrayList<>();
    cuts.add(flow.far().certain());
    cuts.add(flow.far().possible());
    cuts.add(ELSEWHERE);
    cuts.add(Ipv4Space.PUBLIC);
    cuts.add(Ipv4Space.SERVICES);
    cuts.add(Ipv4Space.PLATFORM);
    cuts.add(space.published());
    List<Extent> extents = new ArrayList<>();
    extents.add(space.ownNetwork());
    extents.add(space.peered());
    extents.add(space.onPremises());
    extents.add(space.of(ServiceTag.VIRTUAL_NETWORK));
    for (Term term : terms.keySet()) {
      if (term instanceof Term.Prefixes prefixes) {
        cuts.add(prefixes.set());
      } else if (term instanceof Term.Tag tag) {
        extents.add(space.of(tag.tag()));
      }
    }
    if (flow.remote() instanceof Remote.Tag tag) {
      extents.add(space.of(tag.tag()));
    }
    space.expanded().tags().forEach(tag -> extents.add(space.of(tag)));
    for (Extent extent : extents) {
      cuts.add(extent.certain());
      cuts.add(extent.possible());
    }
    cuts.addAll(space.routed());
    return cuts;
  }

  /** Takes spots and finds their kinds. */
  private final class Collector {
    private final DemandedFlow flow;
    private final Optional<ServiceTag> service;
    private final FarMeanings meanings;
    private final boolean toInternet;
    private final Set<Kind> all = new LinkedHashSet<>();
    private final Map<AddressSet, Set<Kind>> byPlace = new LinkedHashMap<>();
    private final Map<AddressSet, Set<Kind>> byOwner = new LinkedHashMap<>();
    private final Map<ServiceTag, Set<Kind>> byTag = new LinkedHashMap<>();

    /** Kinds of public addresses that are in no tag, where it is open which those are. */
    private final Set<Kind> elsewhere = new LinkedHashSet<>();

    /** Whether a demanded address can have no owner at all. */
    private boolean nobodyThere;

    Collector(DemandedFlow flow) {
      this.flow = flow;
      Optional<ServiceTag> tag =
          flow.remote() instanceof Remote.Tag named ? Optional.of(named.tag()) : Optional.empty();
      this.toInternet = tag.filter(ServiceTag.INTERNET::equals).isPresent();
      this.meanings = new FarMeanings(space, flow);
      this.service = meanings.service();
    }

    void add(AddressSet place, List<AddressSet> owners) {
      Address number = place.first().orElseThrow();
      boolean demanded = flow.far().possible().contains(number);
      boolean mayBeOwn =
          demanded
              && !toInternet
              && service.isEmpty()
              && space.ownNetwork().possible().contains(number)
              && !meanings.isOwn(number);
      if (mayBeOwn) {
        add(new Spot(Optional.of(number), Optional.empty(), true), place, AddressSet.EMPTY);
      }
      boolean owned =
          space.isByName() && Ipv4Space.PUBLIC.contains(number) && !meanings.isOwn(number);
      if (!owned && demanded) {
        add(new Spot(Optional.of(number), Optional.empty(), false), place, AddressSet.EMPTY);
      }
      for (AddressSet owner : owned ? owners : List.<AddressSet>of()) {
        Address symbol = owner.first().orElseThrow();
        if ((demanded || flow.far().possible().contains(symbol))
            && (owner.equals(ELSEWHERE) || mayBeOfService(number))
            && space.expanded().mayLieAt(symbol, number, space::of)) {
          add(new Spot(Optional.of(number), Optional.of(symbol), false), place, owner);
        }
      }
      nobodyThere |= demanded && !byPlace.containsKey(place);
    }

    private boolean mayBeOfService(Address number) {
      return Ipv4Space.SERVICES.contains(number) && !space.peered().certain().contains(number);
    }

    void add(Spot spot, AddressSet place, AddressSet owner) {
      Map<ServiceTag, Boolean> tags = new LinkedHashMap<>();
      BitSet matched = (BitSet) always.clone();
      List<Term> open = new ArrayList<>();
      if (service.isPresent() && space.isByName()) {
        if (meanings.tag(service.get(), spot) == Holds.NO) {
          return;
        }
        tags.put(service.get(), true);
      }
      for (Map.Entry<Term, BitSet> each : terms.entrySet()) {
        boolean isDemanded =
            each.getKey() instanceof Term.Tag tag && tags.getOrDefault(tag.tag(), false);
        switch (isDemanded ? Holds.YES : meanings.holds(each.getKey(), spot)) {
          case YES -> {
            matched.or(each.getValue());
            note(each.getKey(), true, tags);
          }
          case NO -> note(each.getKey(), false, tags);
          case OPEN -> open.add(each.getKey());
        }
      }
      tryBoth(open, 0, matched, tags, (BitSet) unknown.clone(), place, owner);
    }

    private void note(Term term, boolean held, Map<ServiceTag, Boolean> tags) {
      if (term instanceof Term.Tag tag && FarMeanings.isService(tag.tag())) {
        tags.put(tag.tag(), held);
      }
    }

    private void tryBoth(
        List<Term> open,
        int from,
        BitSet matched,
        Map<ServiceTag, Boolean> tags,
        BitSet perhaps,
        AddressSet place,
        AddressSet owner) {
      if (from == open.size()) {
        // With a file, nothing is supposed of names that it does not hold.
        if (!space.isByName() || FarMeanings.isConsistent(tags)) {
          take(kind(matched, perhaps), tags, place, owner);
        }
        return;
      }
      Term term = open.get(from);
      BitSet sides = terms.getOrDefault(term, new BitSet());
      if (from >= MOST_OPEN) {
        BitSet more = (BitSet) perhaps.clone();
        more.or(sides);
        tryBoth(open, from + 1, matched, tags, more, place, owner);
        return;
      }
      for (boolean held : new boolean[] {false, true}) {
        BitSet with = (BitSet) matched.clone();
        if (held) {
          with.or(sides);
        }
        Map<ServiceTag, Boolean> noted = new LinkedHashMap<>(tags);
        note(term, held, noted);
        tryBoth(open, from + 1, with, noted, (BitSet) perhaps.clone(), place, owner);
      }
    }

    private void take(
        Kind kind, Map<ServiceTag, Boolean> tags, AddressSet place, AddressSet owner) {
      all.add(kind);
      if (toInternet && !space.isByName() && !tags.containsValue(true)) {
        elsewhere.add(kind);
      }
      if (!place.isEmpty()) {
        byPlace.computeIfAbsent(place, p -> new LinkedHashSet<>()).add(kind);
      }
      if (!owner.isEmpty()) {
        byOwner.computeIfAbsent(owner, o -> new LinkedHashSet<>()).add(kind);
      }
      tags.forEach(
          (tag, held) -> {
            if (held && tag.isPublishedEverywhere()) {
              byTag.computeIfAbsent(tag, t -> new LinkedHashSet<>()).add(kind);
            }
          });
    }

    Optional<Survey> survey() {
      if (nobodyThere || all.isEmpty()) {
        return Optional.empty();
      }
      List<Existing> existing = new ArrayList<>();
      byPlace.forEach((place, kinds) -> exists(place, kinds, existing));
      byOwner.forEach((owner, kinds) -> exists(owner, kinds, existing));
      byTag.forEach(
          (tag, kinds) -> {
            if (space.isByName() && (toInternet || service.equals(Optional.of(tag.whole())))) {
              AddressSet symbols = space.of(tag).certain().symbols();
              existing.add(new Existing(symbols.isEmpty() ? ELSEWHERE : symbols, kinds));
            }
          });
      if (space.isInternetOpen() && !elsewhere.isEmpty()) {
        existing.add(new Existing(ELSEWHERE, elsewhere));
      }
      return Optional.of(new Survey(all, existing));
    }

    private void exists(AddressSet common, Set<Kind> kinds, List<Existing> existing) {
      AddressSet sure = common.intersect(flow.far().certain());
      if (!sure.isEmpty()) {
        existing.add(new Existing(sure, kinds));
      }
    }
  }
}
