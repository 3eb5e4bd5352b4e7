package dev.vnetproof.rule;

import dev.vnetproof.model.Datum;
import dev.vnetproof.model.Feature;
import dev.vnetproof.model.Location;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A property of the environment that must hold.
 *
 * @param property its place in the snapshot, below the location
 * @param holds whether it does
 * @param expectation the end of the sentence "the document demands …" or "advises …"; blank where
 *     the sidecar has the words
 * @param observation a full sentence for the case that it does not hold
 * @param fix what to do then
 * @param rules the security rules that break it, if rules do
 * @param situation which of several words of the sidecar fit; blank for the only or first ones
 * @param told what the words of the sidecar leave room for, by name
 */
public record RequiredSetting(
    String requirement,
    int location,
    Necessity necessity,
    String property,
    Datum<Boolean> holds,
    String expectation,
    String observation,
    String fix,
    List<SubnetRule> rules,
    String situation,
    Map<String, String> told)
    implements Demand {
  private static final int MOST_NAMES = 5;

  public RequiredSetting {
    rules = List.copyOf(rules);
    told = Map.copyOf(told);
  }

  /** A property that must have some value at a location. */
  public static RequiredSetting of(
      String requirement, Location location, String property, Datum<Boolean> holds) {
    return at(requirement, location, location.pointer() + "/" + property, holds);
  }

  /** A property of the instance as a whole, which bears on this location. */
  public static RequiredSetting ofInstance(
      String requirement, Location location, String property, Datum<Boolean> holds) {
    return at(requirement, location, "/deployment/" + property, holds);
  }

  private static RequiredSetting at(
      String requirement, Location location, String pointer, Datum<Boolean> holds) {
    return new RequiredSetting(
        requirement,
        location.index(),
        Necessity.REQUIRED,
        pointer,
        holds,
        "",
        "",
        "",
        List.of(),
        "",
        Map.of());
  }

  /** The setting holds: for advice that finds nothing to say. */
  public static RequiredSetting met(String requirement, Location location, String property) {
    return of(requirement, location, property, Datum.known(true));
  }

  /** The setting holds unless something is exposed. */
  public static RequiredSetting exposed(
      String requirement, Location location, String property, Datum<Boolean> exposed) {
    return of(requirement, location, property, exposed.map(each -> !each));
  }

  /** Security rules of the location break the setting. */
  public static RequiredSetting brokenBy(
      String requirement, Location location, List<SubnetRule> rules) {
    RequiredSetting setting = of(requirement, location, "networkSecurityGroup", Datum.known(false));
    return new RequiredSetting(
        requirement,
        setting.location,
        setting.necessity,
        setting.property,
        setting.holds,
        "",
        "",
        "",
        rules,
        "",
        Map.of("rules", names(rules)));
  }

  /** The names of the first rules, as messages show them, and how many there are besides. */
  private static String names(List<SubnetRule> rules) {
    String names =
        rules.stream()
            .limit(MOST_NAMES)
            .map(rule -> "`" + rule.rule().name() + "`")
            .collect(Collectors.joining(", "));
    int more = rules.size() - MOST_NAMES;
    return more > 0 ? names + " and " + more + " more" : names;
  }

  /** The same, with the value that is expected in words. */
  public RequiredSetting expecting(String text) {
    return with(necessity, text, observation, fix, situation, told);
  }

  /** The same, with what is observed otherwise, and what to do about it. */
  public RequiredSetting otherwise(String newObservation, String newFix) {
    return with(necessity, expectation, newObservation, newFix, situation, told);
  }

  /** The same as advice: unmet, it is a recommendation. */
  public RequiredSetting advised() {
    return with(Necessity.ADVISED, expectation, observation, fix, situation, told);
  }

  /** The setting belongs to features: it binds when one of them is used. */
  public RequiredSetting forFeature(Feature... features) {
    return with(Necessity.of(features), expectation, observation, fix, situation, told);
  }

  /** Which of several words of the sidecar fit, by their {@code situation}. */
  public RequiredSetting in(String newSituation) {
    return with(necessity, expectation, observation, fix, newSituation, told);
  }

  /** What the words of the sidecar leave room for, by name. */
  public RequiredSetting telling(Map<String, String> texts) {
    return with(necessity, expectation, observation, fix, situation, texts);
  }

  /** The same for one name. */
  public RequiredSetting telling(String name, Object text) {
    Map<String, String> more = new TreeMap<>(told);
    more.put(name, text.toString());
    return telling(more);
  }

  /** With the words of the sidecar, where the rule has none of its own. */
  public RequiredSetting worded(Requirement entry) {
    if (!expectation.isBlank() || !observation.isBlank() || entry.settings().isEmpty()) {
      return this;
    }
    SettingWords template =
        situation.isEmpty()
            ? entry.settings().values().iterator().next()
            : entry.settings().get(situation);
    if (template == null) {
      throw new IllegalArgumentException(
          "`" + requirement + "` has no words for situation `" + situation + "`");
    }
    // Words for what holds are never shown, and a rule has nothing to tell of it.
    SettingWords words = holds.orElse(false) ? template : template.filled(told);
    return with(necessity, words.expects(), words.observed(), words.fix(), situation, told);
  }

  private RequiredSetting with(
      Necessity newNecessity,
      String newExpectation,
      String newObservation,
      String newFix,
      String newSituation,
      Map<String, String> newTold) {
    return new RequiredSetting(
        requirement,
        location,
        newNecessity,
        property,
        holds,
        newExpectation,
        newObservation,
        newFix,
        rules,
        newSituation,
        newTold);
  }

  @Override
  public String describe() {
    return expectation;
  }
}
