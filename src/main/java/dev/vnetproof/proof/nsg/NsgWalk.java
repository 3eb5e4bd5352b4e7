package dev.vnetproof.proof.nsg;

import dev.vnetproof.proof.nsg.NsgIndex.Entry;
import dev.vnetproof.space.PacketSet;
import dev.vnetproof.space.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Sends a whole box of packets through the rules at once: which rules let some packet of it in or
 * out, each packet being decided by the first rule that matches it.
 */
public final class NsgWalk {
  /** Box subtractions one question may cost; past that the search gives up rather than hang. */
  private static final int BUDGET = 200_000;

  /** How many rules may cut one box out of another before the stack is at risk. */
  private static final int DEPTH = 2_000;

  private final RelationTable relations;
  private int steps;
  private int depth;

  public NsgWalk(RelationTable relations) {
    this.relations = relations;
  }

  /**
   * What {@code question} finds out, or {@code tooComplex} where that would take too long. All
   * walks of one question share one budget.
   */
  <T> T within(Supplier<T> question, Supplier<T> tooComplex) {
    steps = 0;
    depth = 0;
    try {
      return question.get();
    } catch (BudgetExceeded e) {
      return tooComplex.get();
    }
  }

  private void step() {
    if (++steps > BUDGET) {
      throw new BudgetExceeded();
    }
  }

  private void descend() {
    if (++depth > DEPTH) {
      throw new BudgetExceeded();
    }
  }

  /** Packets that are decided by one rule, the one with index {@code rule} of the entries. */
  record Decided(int rule, PacketSet packets) {}

  /** Too many overlapping rules to finish. */
  private static final class BudgetExceeded extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BudgetExceeded() {
      super("search budget exceeded", null, false, false);
    }
  }

  /**
   * The rules of one kind that decide at least one packet of {@code flow}, each with such packets.
   *
   * @param allow whether to look for rules that allow, or for rules that deny
   * @param firstOnly stop at the first one
   */
  public List<Decided> decidedBy(
      Entry[] entries, PacketSet flow, boolean allow, boolean firstOnly) {
    List<Decided> found = new ArrayList<>(0);
    if (flow.isEmpty()) {
      return found;
    }
    int sources = relations.id(flow.sources());
    int destinations = relations.id(flow.destinations());
    // Only rules of the other kind can take packets away from one of the wanted kind; those of the
    // same kind matter once each rule is to be named with packets of its own.
    List<PacketSet> earlier = new ArrayList<>(0);
    for (int i = 0; i < entries.length; i++) {
      Entry entry = entries[i];
      Relation relation = relation(entry, flow, sources, destinations);
      if (relation == Relation.DISJOINT) {
        continue;
      }
      if (entry.allow() == allow) {
        PacketSet piece =
            relation == Relation.COVERS ? flow : flow.intersect(entry.box(flow.protocol()));
        PacketSet rest = firstOutside(piece, earlier, 0);
        if (rest != null) {
          found.add(new Decided(i, rest));
          if (firstOnly) {
            return found;
          }
        }
      }
      if (relation == Relation.COVERS) {
        return found;
      }
      if (entry.allow() != allow || !firstOnly) {
        earlier.add(entry.box(flow.protocol()));
      }
    }
    if (!allow) {
      PacketSet rest = firstOutside(flow, earlier, 0);
      if (rest != null) {
        // No rule matches; Azure's own last rule denies everything, so this is unusual input.
        found.add(new Decided(entries.length - 1, rest));
      }
    }
    return found;
  }

  /**
   * All packets of {@code flow} that rules of one kind decide, as disjoint boxes, each with its
   * rule.
   *
   * @param allow whether to look for the packets that pass, or for those that do not
   */
  List<Decided> all(Entry[] entries, PacketSet flow, boolean allow) {
    List<Decided> found = new ArrayList<>();
    List<PacketSet> left = flow.isEmpty() ? List.of() : List.of(flow);
    for (int i = 0; i < entries.length && !left.isEmpty(); i++) {
      if (!entries[i].protocols().contains(flow.protocol())) {
        continue;
      }
      PacketSet box = entries[i].box(flow.protocol());
      List<PacketSet> next = new ArrayList<>(left.size());
      for (PacketSet piece : left) {
        step();
        if (entries[i].allow() == allow && piece.intersects(box)) {
          found.add(new Decided(i, piece.intersect(box)));
        }
        next.addAll(piece.subtract(box));
      }
      left = next;
    }
    if (!allow) {
      // No rule matches; Azure's own last rule denies everything, so this is unusual input.
      left.forEach(piece -> found.add(new Decided(entries.length - 1, piece)));
    }
    return found;
  }

  /**
   * Packets that pass from every source port, with a rule that lets them; empty for none.
   *
   * @param ports one source port of each kind that the rules tell apart
   */
  List<Decided> passing(Entry[] entries, int[] ports, PacketSet packets) {
    if (ports.length == 1) {
      return decidedBy(entries, packets, true, true);
    }
    List<Decided> passing = all(entries, packets.fromPort(ports[0]), true);
    for (int i = 1; i < ports.length && !passing.isEmpty(); i++) {
      List<Decided> fewer = new ArrayList<>();
      for (Decided piece : passing) {
        fewer.addAll(all(entries, piece.packets().fromPort(ports[i]), true));
      }
      passing = fewer;
    }
    return passing;
  }

  private Relation relation(Entry entry, PacketSet flow, int sources, int destinations) {
    if (!entry.protocols().contains(flow.protocol())) {
      return Relation.DISJOINT;
    }
    Relation ports = entry.destinationPorts().relation(flow.destinationPorts());
    if (ports == Relation.DISJOINT) {
      return ports;
    }
    Relation from = relations.relation(entry.sourcesId(), sources);
    if (from == Relation.DISJOINT) {
      return from;
    }
    Relation to = relations.relation(entry.destinationsId(), destinations);
    if (to == Relation.DISJOINT) {
      return to;
    }
    Relation fromPorts = entry.sourcePorts().relation(flow.sourcePorts());
    if (fromPorts == Relation.DISJOINT) {
      return fromPorts;
    }
    return ports == Relation.COVERS
            && from == Relation.COVERS
            && to == Relation.COVERS
            && fromPorts == Relation.COVERS
        ? Relation.COVERS
        : Relation.OVERLAPS;
  }

  /** A part of {@code box} that no box of {@code others} from {@code start} on touches, or null. */
  private @org.jspecify.annotations.Nullable PacketSet firstOutside(
      PacketSet box, List<PacketSet> others, int start) {
    for (int i = start; i < others.size(); i++) {
      PacketSet other = others.get(i);
      step();
      List<PacketSet> pieces = box.subtract(other);
      if (pieces.size() == 1 && pieces.get(0) == box) {
        continue;
      }
      descend();
      for (PacketSet piece : pieces) {
        PacketSet outside = firstOutside(piece, others, i + 1);
        if (outside != null) {
          depth--;
          return outside;
        }
      }
      depth--;
      return null;
    }
    return box;
  }
}
