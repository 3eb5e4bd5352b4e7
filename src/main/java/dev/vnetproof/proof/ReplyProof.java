package dev.vnetproof.proof;

import dev.vnetproof.proof.route.PathLayer;
import dev.vnetproof.rule.Alternative;
import dev.vnetproof.rule.Remote;
import dev.vnetproof.rule.RequiredRoute;
import dev.vnetproof.rule.Verdict;

/** Decides whether replies leave by the way that requests came, with accepted alternatives. */
record ReplyProof(PathLayer path) {

  Verdict decide(RequiredRoute route) {
    Verdict full = path.decide(route, route.remote());
    return route.alternatives().isEmpty() || full instanceof Verdict.Allowed
        ? full
        : Alternatives.orElse(
            full,
            route.alternatives(),
            remote -> path.decide(route, remote),
            place -> false,
            () -> losesListedReplies(route));
  }

  /** Whether replies to the listed addresses, which lie in the regional tag, are lost with it. */
  private boolean losesListedReplies(RequiredRoute route) {
    return path.losesReplies(route.remote())
        || route.alternatives().stream()
            .filter(a -> a.standing() == Alternative.Standing.TOLERATED)
            .filter(a -> !(a.remote() instanceof Remote.Unlocated))
            .anyMatch(a -> path.losesReplies(a.remote()));
  }
}
