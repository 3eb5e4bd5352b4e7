package dev.vnetproof.evaluation;

import dev.vnetproof.model.Assumption;
import dev.vnetproof.model.Cloud;
import dev.vnetproof.model.EnvironmentSnapshot;
import java.util.Optional;

/**
 * Which cloud an environment is in: the one it declares, else the one that its regions belong to,
 * else one that is taken for granted, and told. Hosts, tags and addresses differ between clouds;
 * left open, it would leave nearly everything open.
 *
 * @param snapshot the environment in that cloud
 */
record CloudChoice(EnvironmentSnapshot snapshot, Cloud cloud) {

  /**
   * @param given what the user says of environments that do not say it themselves
   */
  static CloudChoice of(EnvironmentSnapshot snapshot, Optional<Cloud> given) {
    Optional<Cloud> declared = snapshot.deployment().cloud().asOptional();
    if (declared.isPresent()) {
      return new CloudChoice(warned(snapshot, declared.get()), declared.get());
    }
    Optional<Cloud> ofRegions =
        snapshot.locations().stream()
            .flatMap(location -> location.region().asOptional().stream())
            .flatMap(region -> region.cloud().stream())
            .findFirst();
    if (ofRegions.isPresent()) {
      EnvironmentSnapshot there = snapshot.in(ofRegions.get());
      return new CloudChoice(
          given.filter(cloud -> cloud != ofRegions.get()).isPresent()
              ? there.assuming(
                  new Assumption(
                      "cloud",
                      ofRegions.get().azureName(),
                      "a region of the input belongs to it, although `--cloud` says "
                          + given.get().azureName()))
              : there,
          ofRegions.get());
    }
    Cloud cloud = given.orElse(Cloud.AZURE_PUBLIC);
    String why =
        given.isPresent()
            ? "`--cloud` says so; the input does not say it, nor a region that is known"
            : "the input does not say it, nor a region that is known; `--cloud` takes another";
    return new CloudChoice(
        snapshot.in(cloud).assuming(new Assumption("cloud", cloud.azureName(), why)), cloud);
  }

  /** Tells where the declared cloud is not the one that a region belongs to. */
  private static EnvironmentSnapshot warned(EnvironmentSnapshot snapshot, Cloud declared) {
    return snapshot.locations().stream()
        .flatMap(location -> location.region().asOptional().stream())
        .filter(region -> region.cloud().filter(cloud -> cloud != declared).isPresent())
        .findFirst()
        .map(
            region ->
                snapshot.assuming(
                    new Assumption(
                        "cloud",
                        declared.azureName(),
                        "the input says so, although region `"
                            + region.name()
                            + "` belongs to "
                            + region.cloud().orElse(declared).azureName())))
        .orElse(snapshot);
  }
}
