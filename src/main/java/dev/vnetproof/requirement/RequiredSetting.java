package dev.vnetproof.requirement;

import dev.vnetproof.fact.SubnetRule;
import dev.vnetproof.model.Datum;
import dev.vnetproof.model.Location;
import java.util.Optional;

/**
 * A property of the environment that must hold.
 *
 * @param property its place in the snapshot, below the location
 * @param holds whether it does
 * @param expectation the end of the sentence "the document demands …" or "advises …"
 * @param observation a full sentence for the case that it does not hold
 * @param fix what to do then
 * @param rule the security rule that breaks it, if one does
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
    Optional<SubnetRule> rule)
    implements Demand {

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
        Optional.empty());
  }

  /** The setting holds: for advice that finds nothing to say. */
  public static RequiredSetting met(String requirement, Location location, String property) {
    return of(requirement, location, property, Datum.known(true));
  }

  /** The setting holds unless something is exposed. */
  public static RequiredSetting exposed(
      String requirement, Location location, String property, boolean exposed) {
    return of(requirement, location, property, Datum.known(!exposed));
  }

  /** A security rule breaks the setting. */
  public static RequiredSetting brokenBy(String requirement, SubnetRule rule) {
    RequiredSetting setting =
        of(requirement, rule.location(), "networkSecurityGroup", Datum.known(false));
    return new RequiredSetting(
        requirement,
        setting.location,
        setting.necessity,
        setting.property,
        setting.holds,
        setting.expectation,
        setting.observation,
        setting.fix,
        Optional.of(rule));
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
        rule);
  }

  @Override
  public String describe() {
    return expectation;
  }
}
