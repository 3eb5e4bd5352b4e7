package dev.vnetproof.proof;

import dev.vnetproof.rule.Alternative;
import dev.vnetproof.rule.Block;
import dev.vnetproof.rule.Remote;
import dev.vnetproof.rule.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What far sides that are accepted in place of the demanded one make of its verdict. */
final class Alternatives {
  private Alternatives() {}

  /** The verdict where the whole does not pass for certain: perhaps a part will do. */
  static Verdict orElse(
      Verdict full,
      List<Alternative> alternatives,
      Function<Remote, Verdict> decide,
      Predicate<Remote.Unlocated> outOfReach,
      BooleanSupplier listedAddressesAreCut) {
    List<Block> blocks = full instanceof Verdict.Blocked b ? b.blocks() : List.of();
    Optional<Verdict.Unknown> open =
        full instanceof Verdict.Unknown unknown ? Optional.of(unknown) : Optional.empty();
    List<Block> smallest = blocks;
    for (Alternative alternative : alternatives) {
      if (alternative.remote() instanceof Remote.Unlocated place) {
        if (!outOfReach.test(place)) {
          open = open.or(() -> Optional.of(new Verdict.Unknown(List.of(place.missing()), blocks)));
        }
        continue;
      }
      Verdict part = decide.apply(alternative.remote());
      if (part instanceof Verdict.Allowed) {
        if (alternative.standing() == Alternative.Standing.TOLERATED) {
          Optional<Verdict> listed = listedIsCut(alternatives, decide);
          if (listed.isPresent()) {
            return listed.get();
          }
          if (open.isPresent()) {
            return open.get();
          }
        }
        return new Verdict.Allowed(Optional.of(alternative), blocks);
      }
      if (part instanceof Verdict.Unknown unknown) {
        if (alternative.standing() == Alternative.Standing.DISCOURAGED
            && listedAddressesAreCut.getAsBoolean()) {
          // They lie in the regional tag (published files of 2025-10-20), and of that nothing
          // passes.
          continue;
        }
        open = open.or(() -> Optional.of(unknown));
      } else if (part instanceof Verdict.Blocked b) {
        if (alternative.standing() == Alternative.Standing.FALLBACK) {
          smallest = Stream.concat(smallest.stream(), b.blocks().stream()).toList();
        } else if (alternative.standing() != Alternative.Standing.DISCOURAGED) {
          // A part of the whole: a packet of it fails every accepted reading of the demand.
          smallest = b.blocks();
        } else if (blocks.isEmpty()) {
          // The document itself lists a packet of the whole that does not pass.
          return b;
        }
      }
    }
    return open.isPresent() ? open.get() : new Verdict.Blocked(smallest);
  }

  /**
   * The document itself lists a packet that does not pass: no part of the whole makes up for it.
   */
  private static Optional<Verdict> listedIsCut(
      List<Alternative> alternatives, Function<Remote, Verdict> decide) {
    return alternatives.stream()
        .filter(each -> each.standing() == Alternative.Standing.DISCOURAGED)
        .map(each -> decide.apply(each.remote()))
        .filter(Verdict.Blocked.class::isInstance)
        .findFirst();
  }
}
