package dev.vnetproof.rule;

import dev.vnetproof.model.Datum;
import dev.vnetproof.model.Feature;
import dev.vnetproof.model.Location;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A property of the environment that must hold.
 *
 * @param property its place in the snapshot, below the location
 * @param holds whether it does
 * @param expectation the end of the sentence "the document demands …" or "advises …"
 * @param observation a full sentence for the case that it does not hold
 * @param fix what to do then
 * @param rules the security rules that break it, if rules do
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
    List<SubnetRule> rules)
    implements Demand {
  private static final int MOST_NAMES = 5;

  public static RequiredSetting of(
      String requirement, Location location, String property, Datum<Boolean> holds) {
    return new RequiredSetting(
        requirement,
        location.index(),
        Necessity.REQUIRED,
        location.pointer() + "/" + property,
        holds,
        "",
        "",
        "",
        List.of());
  }

  /** A property of the instance as a whole, which bears on this location. */
  public static RequiredSetting ofInstance(
      String requirement, Location location, String property, Datum<Boolean> holds) {
    return new RequiredSetting(
        requirement,
        location.index(),
        Necessity.REQUIRED,
        "/deployment/" + property,
        holds,
        "",
        "",
        "",
        List.of());
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
        setting.expectation,
        setting.observation,
        setting.fix,
        List.copyOf(rules));
  }

  /** The names of the first rules, as messages show them, and how many there are besides. */
  public static String names(List<SubnetRule> rules) {
    String names =
        rules.stream()
            .limit(MOST_NAMES)
            .map(rule -> "`" + rule.rule().name() + "`")
            .collect(Collectors.joining(", "));
    int more = rules.size() - MOST_NAMES;
    return more > 0 ? names + " and " + more + " more" : names;
  }

  public RequiredSetting expecting(String text) {
    return with(necessity, text, observation, fix);
  }

  public RequiredSetting otherwise(String newObservation, String newFix) {
    return with(necessity, expectation, newObservation, newFix);
  }

  public RequiredSetting advised() {
    return with(Necessity.ADVISED, expectation, observation, fix);
  }

  /** The setting belongs to features: it binds when one of them is used. */
  public RequiredSetting forFeature(Feature... features) {
    return with(Necessity.of(features), expectation, observation, fix);
  }

  private RequiredSetting with(
      Necessity newNecessity, String newExpectation, String newObservation, String newFix) {
    return new RequiredSetting(
        requirement,
        location,
        newNecessity,
        property,
        holds,
        newExpectation,
        newObservation,
        newFix,
        rules);
  }

  @Override
  public String describe() {
    return expectation;
  }
}
