package dev.vnetproof.evaluation;

import dev.vnetproof.model.Cloud;
import dev.vnetproof.model.Datum;
import dev.vnetproof.model.DeclaredDeployment;
import dev.vnetproof.model.DeploymentKind;
import dev.vnetproof.model.EnvironmentSnapshot;
import dev.vnetproof.model.Missing;
import dev.vnetproof.model.NetworkModel;
import dev.vnetproof.model.PlatformVersion;
import dev.vnetproof.model.RuleAddresses;
import dev.vnetproof.model.Sku;
import dev.vnetproof.model.VirtualNetworkType;
import dev.vnetproof.rule.Deployment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Every deployment that a snapshot may describe. Where it leaves a setting open, there is one world
 * for each value the setting may have; a requirement that fares the same in all of them does not
 * depend on it.
 */
final class Worlds {

  /** A setting that requirements depend on and that a snapshot may leave open. */
  enum Setting {
    PLATFORM_VERSION(d -> d.platformVersion().ifMissing(), d -> d.platformVersion().azureName()),
    VIRTUAL_NETWORK_TYPE(
        d -> d.virtualNetworkType().ifMissing(), d -> d.virtualNetworkType().azureName()),
    SKU(d -> d.sku().ifMissing(), d -> d.sku().azureName()),
    NETWORK_MODEL(
        d -> d.networkModel().ifMissing(),
        d -> d.networkModel().map(NetworkModel::azureName).orElse(""));

    private final Function<DeclaredDeployment, Optional<Missing>> missing;
    private final Function<Deployment, String> value;

    Setting(
        Function<DeclaredDeployment, Optional<Missing>> missing,
        Function<Deployment, String> value) {
      this.missing = missing;
      this.value = value;
    }

    Optional<Missing> missing(DeclaredDeployment declared) {
      return missing.apply(declared);
    }

    String value(Deployment deployment) {
      return value.apply(deployment);
    }
  }

  private static final Sku[] CLASSIC = {Sku.DEVELOPER, Sku.PREMIUM};

  private Worlds() {}

  /**
   * @param cloud the cloud that the snapshot was settled to be in
   */
  static List<Deployment> of(EnvironmentSnapshot snapshot, Cloud cloud) {
    DeclaredDeployment declared = snapshot.deployment();
    boolean multiRegion = snapshot.locations().size() > 1;
    RuleAddresses clients = declared.clientAddressPrefixes().orElse(RuleAddresses.NONE);
    List<Deployment> worlds = new ArrayList<>(1);
    if (declared.isV2()) {
      Sku tier = declared.sku().orElse(Sku.PREMIUM_V2);
      boolean instance = declared.kind() == DeploymentKind.INSTANCE;
      Datum<NetworkModel> known =
          instance && tier == Sku.STANDARD_V2
              ? Datum.known(NetworkModel.INTEGRATION)
              : declared.networkModel();
      for (NetworkModel model : values(known, NetworkModel.values())) {
        worlds.add(
            new Deployment(
                cloud,
                PlatformVersion.STV2,
                VirtualNetworkType.INTERNAL,
                tier,
                multiRegion,
                declared.features(),
                clients,
                declared.clientAddressPrefixes().isKnown(),
                declared.kind(),
                Optional.of(model)));
      }
      return worlds;
    }
    for (PlatformVersion platform : values(declared.platformVersion(), PlatformVersion.values())) {
      for (VirtualNetworkType type :
          values(declared.virtualNetworkType(), VirtualNetworkType.values())) {
        for (Sku sku : values(declared.sku(), CLASSIC)) {
          worlds.add(
              new Deployment(
                  cloud,
                  platform,
                  type,
                  sku,
                  multiRegion,
                  declared.features(),
                  clients,
                  declared.clientAddressPrefixes().isKnown()));
        }
      }
    }
    return worlds;
  }

  private static <T> List<T> values(Datum<T> datum, T[] all) {
    return datum instanceof Datum.Known<T> known ? List.of(known.value()) : List.of(all);
  }
}
