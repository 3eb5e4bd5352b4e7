package dev.vnetproof.engine;

import dev.vnetproof.catalogue.Nearest;
import dev.vnetproof.model.Region;
import dev.vnetproof.model.ServiceTag;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The ids and names that own rules may speak of. */
final class Vocabulary {
  private final Set<String> builtInIds;
  private final Set<String> builtInRules;
  private final Predicate<ServiceTag> published;

  /**
   * @param builtInIds of requirements
   * @param builtInRules names of rules
   * @param published tags that a service tag file has, which may be newer than this version
   */
  Vocabulary(Set<String> builtInIds, Set<String> builtInRules, Predicate<ServiceTag> published) {
    this.builtInIds = builtInIds;
    this.builtInRules = builtInRules;
    this.published = published;
  }

  boolean isBuiltInRule(String name) {
    return builtInRules.contains(name);
  }

  /** What is wrong with an id of an own requirement, as the end of a sentence about its rule. */
  Optional<String> idProblem(String id) {
    String plain = id.strip().toLowerCase(Locale.ROOT);
    return builtInIds.contains(plain)
        ? Optional.of(
            "speaks for the built-in requirement `"
                + plain
                + "`; expected an id of its own, as in `acme"
                + plain.substring(plain.indexOf('.'))
                + "`")
        : Optional.empty();
  }

  /** What is wrong with a service tag, as the end of a sentence about its rule. */
  Optional<String> tagProblem(ServiceTag tag) {
    if (tag.isKnown() || published.test(tag)) {
      return Optional.empty();
    }
    String name = tag.name();
    if (!name.isEmpty() && Character.isDigit(name.charAt(0)) || name.indexOf('/') >= 0) {
      return Optional.of(
          "names `"
              + name
              + "` where a service tag belongs; expected `.to(\""
              + name
              + "\")` or `Remote.of(\""
              + name
              + "\")`, which take addresses too");
    }
    return Optional.of(
        "names `"
            + name
            + "`, which is no service tag that is known; "
            + nearest(tag)
                .map(near -> "did you mean `" + near + "`?")
                .orElse("expected one of Microsoft's, or a service tag file that has it"));
  }

  private static Optional<String> nearest(ServiceTag tag) {
    List<String> services = ServiceTag.knownServices();
    if (tag.part().isEmpty()) {
      return Nearest.of(tag.service(), services);
    }
    Optional<String> service =
        tag.whole().isKnown() ? Optional.of(tag.service()) : Nearest.of(tag.service(), services);
    List<String> parts =
        Stream.concat(
                Region.all().stream().map(Region::tagSuffix), ServiceTag.knownParts().stream())
            .toList();
    return service.flatMap(
        known -> Nearest.of(tag.part().get(), parts).map(part -> known + "." + part));
  }
}
