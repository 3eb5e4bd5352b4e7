package dev.vnetproof.importer.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vnetproof.importer.noun.AddressTexts;
import dev.vnetproof.importer.noun.Words;
import dev.vnetproof.model.AddressPrefixes;
import dev.vnetproof.model.Cloud;
import dev.vnetproof.model.Datum;
import dev.vnetproof.model.DeclaredDeployment;
import dev.vnetproof.model.DeploymentKind;
import dev.vnetproof.model.EnvironmentSnapshot;
import dev.vnetproof.model.Feature;
import dev.vnetproof.model.Location;
import dev.vnetproof.model.NetworkModel;
import dev.vnetproof.model.Origins;
import dev.vnetproof.model.OutsideNetworks;
import dev.vnetproof.model.Region;
import dev.vnetproof.model.RuleAddresses;
import dev.vnetproof.model.ServiceTag;
import dev.vnetproof.model.Sku;
import dev.vnetproof.model.SnapshotException;
import dev.vnetproof.model.SnapshotException.Problem;
import dev.vnetproof.model.TagExpansion;
import dev.vnetproof.model.VirtualNetworkType;
import dev.vnetproof.source.JsonDocument;
import dev.vnetproof.source.JsonDocument.Remark;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the native snapshot, version 1. A property that is null or [] is known to be none; one that
 * is absent is unknown, under its own JSON pointer.
 */
public final class SnapshotReader {
  private static final String SKU = "/deployment/sku";
  private static final String TYPE = "/deployment/virtualNetworkType";

  private static final String SKU_EXPECTED =
      "these requirements cover the tiers that use a virtual network; expected `Developer`,"
          + " `Premium`, `StandardV2` or `PremiumV2`";

  /** Whether {@code root} means to be a native snapshot, be it right or wrong. */
  public static boolean looksLikeSnapshot(JsonNode root) {
    return root.isObject() && root.has("snapshot");
  }

  /**
   * @throws SnapshotException with every problem of the document, sorted by place
   */
  public EnvironmentSnapshot read(JsonDocument document) {
    SnapshotProblems problems = new SnapshotProblems();
    EnvironmentSnapshot snapshot = read(document, problems);
    if (!problems.isEmpty()) {
      throw SnapshotException.later(
          () -> document.problems(problems.remarks(document.root())), problems::more);
    }
    return snapshot;
  }

  /**
   * Why no requirement applies to a snapshot that says itself that its instance is in no virtual
   * network, or of a tier with rules of its own; empty for every other one.
   *
   * @throws SnapshotException with every problem of such a snapshot besides
   */
  public Optional<Problem> outside(JsonDocument document) {
    JsonNode deployment = document.root().path("deployment");
    Map<String, String> reasons = new LinkedHashMap<>();
    OutsideNetworks.tier(deployment.path("sku").asText())
        .ifPresent(reason -> reasons.put(SKU, reason));
    if (deployment.path("virtualNetworkType").asText().strip().equalsIgnoreCase("None")) {
      reasons.put(TYPE, OutsideNetworks.MODE_NONE);
    }
    if (reasons.isEmpty()) {
      return Optional.empty();
    }
    SnapshotProblems problems = new SnapshotProblems();
    String name = read(document, problems).name();
    List<Remark> others =
        problems.remarks(document.root()).stream()
            .filter(remark -> !reasons.containsKey(remark.pointer()))
            .toList();
    if (!others.isEmpty()) {
      throw new SnapshotException(document.problems(others));
    }
    Map.Entry<String, String> first = reasons.entrySet().iterator().next();
    return Optional.of(
        document.problem(first.getKey(), "service `" + name + "`: " + first.getValue()));
  }

  static EnvironmentSnapshot read(JsonDocument document, SnapshotProblems problems) {
    Fields fields = Fields.of(problems, "", document.root());
    fields.remark("$schema");
    JsonNode version = fields.get("snapshot");
    if (version == null || !version.isTextual() || !version.textValue().equals("1")) {
      problems.structural("/snapshot");
    }
    Optional<String> name = fields.text("name");
    Optional<String> capturedAt = fields.text("capturedAt");
    Fields deployment = fields.object("deployment");
    Optional<String> deploymentName = deployment.text("name");
    String fallback = name.or(() -> deploymentName).orElse(document.source());
    DeclaredDeployment declared = deployment(deployment, deploymentName.orElse(fallback));
    Datum<List<TagExpansion>> tags = fields.objects("serviceTags", SnapshotReader::expansion);
    JsonNode locations = fields.get("locations");
    if (locations == null) {
      problems.structural("/locations");
    }
    List<Location> read =
        locations == null ? List.of() : LocationReader.locations(problems, locations, "/locations");
    fields.end();
    declared.cloud().asOptional().ifPresent(cloud -> requireIn(cloud, read, problems));
    return new EnvironmentSnapshot(
        fallback,
        document.source(),
        capturedAt,
        declared,
        tags.orElse(List.of()),
        read,
        List.of(),
        Origins.of(document.text().name()),
        List.of());
  }

  private static void requireIn(Cloud cloud, List<Location> locations, SnapshotProblems problems) {
    for (Location location : locations) {
      Region region = location.region().orElse(Region.of(""));
      Optional<Cloud> other = region.cloud().filter(c -> c != cloud);
      if (other.isPresent()) {
        problems.semantic(
            location.pointer() + "/region",
            "`%s` is a region of %s, and the deployment is in %s; expected both in the same cloud"
                .formatted(region.name(), other.get().azureName(), cloud.azureName()));
      }
    }
  }

  private static TagExpansion expansion(Fields fields) {
    TagExpansion expansion =
        new TagExpansion(
            ServiceTag.of(fields.requiredText("name")),
            fields
                .addresses("addressPrefixes", AddressTexts::addPrefix)
                .map(AddressTexts::prefixes)
                .orElse(AddressPrefixes.NONE));
    fields.end();
    return expansion;
  }

  private static DeclaredDeployment deployment(Fields fields, String name) {
    DeclaredDeployment deployment =
        new DeclaredDeployment(
            name,
            fields.word("cloud", Words.CLOUD),
            fields.word("platformVersion", Words.PLATFORM_VERSION),
            virtualNetworkType(fields),
            sku(fields),
            features(fields.object("features")),
            clients(fields),
            fields.knownText("subscriptionId"),
            fields.texts("privateEndpointConnections"),
            fields.word("kind", Words.KIND).orElse(DeploymentKind.INSTANCE),
            fields.word("networkModel", Words.NETWORK_MODEL));
    refuseContradiction(deployment, fields);
    fields.end();
    return deployment;
  }

  private static void refuseContradiction(DeclaredDeployment deployment, Fields fields) {
    if (!deployment.networkModel().isKnown() || deployment.kind() != DeploymentKind.INSTANCE) {
      return;
    }
    Optional<Sku> sku = deployment.sku().asOptional();
    NetworkModel model = deployment.networkModel().orElse(NetworkModel.INJECTION);
    if (sku.filter(Sku::isClassic).isPresent()) {
      fields.problems.semantic(
          fields.at("networkModel"),
          "`%s` is of the v2 tiers, and the sku is `%s`; expected `virtualNetworkType` alone"
              .formatted(model, sku.get()));
    } else if (sku.equals(Optional.of(Sku.STANDARD_V2)) && model == NetworkModel.INJECTION) {
      fields.problems.semantic(
          fields.at("networkModel"),
          "`StandardV2` is not injected into a virtual network; expected `integration`");
    }
  }

  private static Datum<VirtualNetworkType> virtualNetworkType(Fields fields) {
    JsonNode value = fields.get("virtualNetworkType");
    String at = fields.at("virtualNetworkType");
    if (value == null) {
      return Datum.unknownAt(at);
    }
    VirtualNetworkType type =
        value.isTextual() ? Words.VIRTUAL_NETWORK_TYPE.find(value.textValue()) : null;
    if (type != null) {
      return Datum.known(type);
    }
    if (value.isTextual() && value.textValue().strip().equalsIgnoreCase("None")) {
      fields.problems.refuse(
          at,
          "`%s` is an instance outside any virtual network, and these requirements are about the"
                  .formatted(value.textValue())
              + " network around one; expected `External` or `Internal`");
    } else {
      fields.problems.structural(at);
    }
    return Datum.unknownAt(at);
  }

  private static Datum<Sku> sku(Fields fields) {
    JsonNode value = fields.get("sku");
    String at = fields.at("sku");
    if (value == null) {
      return Datum.unknownAt(at);
    }
    if (!value.isTextual()) {
      fields.problems.structural(at);
      return Datum.unknownAt(at);
    }
    String text = value.textValue().strip();
    Sku sku = Words.SKU.find(text);
    if (sku == null) {
      fields.problems.refuse(at, "`%s` is not covered: ".formatted(text) + SKU_EXPECTED);
      return Datum.unknownAt(at);
    }
    return Datum.known(sku);
  }

  private static Map<Feature, Boolean> features(Fields fields) {
    Map<Feature, Boolean> features = new EnumMap<>(Feature.class);
    for (Feature feature : Feature.values()) {
      fields.flag(feature.azureName()).asOptional().ifPresent(used -> features.put(feature, used));
    }
    fields.end();
    return features;
  }

  /** Of IPv6 alone there is nobody whom an instance, which has IPv4 addresses only, could hear. */
  private static Datum<RuleAddresses> clients(Fields fields) {
    int before = fields.problems.size();
    Datum<RuleAddresses> read =
        fields
            .addresses("clientAddressPrefixes", AddressTexts::addParty)
            .map(AddressTexts::addresses);
    RuleAddresses addresses = read.orElse(RuleAddresses.NONE);
    boolean none =
        !addresses.any() && addresses.tags().isEmpty() && !addresses.prefixes().hasIpv4();
    if (!addresses.isEmpty() && none && fields.problems.size() == before) {
      fields.problems.semantic(
          fields.at("clientAddressPrefixes"),
          "names no IPv4 prefix, and clients reach an instance over IPv4; expected theirs, or no"
              + " `clientAddressPrefixes` where any may come");
    }
    return read;
  }
}
