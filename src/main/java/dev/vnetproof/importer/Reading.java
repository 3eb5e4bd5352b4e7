package dev.vnetproof.importer;

import dev.vnetproof.importer.Format.Content;
import dev.vnetproof.importer.Sources.ReadDocument;
import dev.vnetproof.importer.TemplatePairs.Pair;
import dev.vnetproof.importer.azure.SnapshotAssembler;
import dev.vnetproof.importer.template.Allowance;
import dev.vnetproof.importer.template.DeploymentSettings;
import dev.vnetproof.importer.template.TemplateReader;
import dev.vnetproof.model.Cloud;
import dev.vnetproof.model.EnvironmentSnapshot;
import dev.vnetproof.model.Fault;
import dev.vnetproof.model.Region;
import dev.vnetproof.model.SnapshotException;
import dev.vnetproof.model.SnapshotException.Problem;
import dev.vnetproof.source.Capacity;
import dev.vnetproof.source.JsonDocument;
import dev.vnetproof.source.JsonReader;
import dev.vnetproof.source.SourceText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Collects what documents hold until all of it is there and can be joined. */
final class Reading {
  /** A template may refer to one that refers to a third; longer chains are nobody's. */
  private static final int ROUNDS = 2;

  final Capacity capacity;
  final JsonReader json;
  final Problems problems = new Problems();
  private final List<Fault> faults = new ArrayList<>();
  private final Set<ReadDocument> read = new LinkedHashSet<>();
  private final List<SourceText> texts = new ArrayList<>();

  /** The parameters that the user gave for all templates. */
  Optional<JsonDocument> given = Optional.empty();

  private final List<EnvironmentSnapshot> snapshots = new ArrayList<>();
  private final List<Problem> outside = new ArrayList<>();
  private final List<String> ignored = new ArrayList<>();
  private final TemplatePairs pairs = new TemplatePairs();
  private final TemplateFiles files;
  private final Links linked = new Links();
  private final Joins joins = new Joins();
  private final ShownResources shown = new ShownResources();
  private final Function<Input, DeploymentSettings> settings;
  private final Map<String, Allowance> allowances = new HashMap<>();

  /**
   * @param beside reads files that are no inputs
   * @param settings what is known of deployments, by the input with the template
   */
  Reading(
      Capacity capacity,
      JsonReader json,
      TemplateFiles.Beside beside,
      Function<Input, DeploymentSettings> settings) {
    this.settings = settings;
    this.capacity = capacity;
    this.json = json;
    files = new TemplateFiles(beside, this::linked, problems);
  }

  /** One of an input suffices. */
  void fault(String source, Throwable cause) {
    if (faults.stream().noneMatch(fault -> fault.source().equals(source))) {
      faults.add(new Fault(source, cause));
    }
  }

  void ignore(String name) {
    if (!ignored.contains(name)) {
      ignored.add(name);
    }
  }

  /**
   * Notes that the document was taken for {@code format}.
   *
   * @param isKept whether anything of it may have to be found again
   */
  void read(JsonDocument document, Format format, boolean isKept) {
    read.add(new ReadDocument(document.source(), format.name()));
    if (isKept) {
      texts.add(document.text());
    }
  }

  /** Notes a snapshot that is not kept. */
  void readSnapshot(String source) {
    read.add(new ReadDocument(source, Importer.SNAPSHOT.name()));
  }

  private void linked(JsonDocument file) {
    boolean template = TemplateReader.looksLikeTemplate(file.root());
    read(file, template ? Importer.TEMPLATE : Importer.PARAMETERS, true);
  }

  void add(Input input, Content content) {
    if (content instanceof Content.Snapshots whole) {
      snapshots.addAll(whole.snapshots());
    } else if (content instanceof Content.Outside service) {
      outside.add(service.reason());
    } else if (content instanceof Content.Resources some) {
      problems.addAll(some.printed().problems());
      joins.add(input.folder(), some);
      shown.add(input.folder(), some.printed().resources());
    } else if (content instanceof Content.Deployment one) {
      problems.addAll(one.problems());
      joins.add(input.folder(), "", false, one);
    } else if (content instanceof Content.Template template) {
      pairs.add(input, template);
      files.add(template.document());
    } else if (content instanceof Content.Parameters parameters) {
      pairs.add(input, parameters);
      files.add(parameters.document());
    }
  }

  Imported imported() {
    deployed();
    if (given.isEmpty()) {
      unpaired();
    }
    Joins.Joined joined = joins.join(problems);
    snapshots.addAll(joined.snapshots());
    outside.addAll(joined.outside());
    faults.addAll(joined.faults());
    return new Imported(
        snapshots.stream().sorted(Comparator.comparing(EnvironmentSnapshot::source)).toList(),
        problems.list(),
        outside.stream().distinct().toList(),
        faults,
        new Sources(
            List.copyOf(read), ignored, joined.account(), Places.of(texts), joins.notJudged()));
  }

  /** A template that another one links to is part of that one. */
  private void deployed() {
    List<Deployed> all = new ArrayList<>();
    for (Pair pair : given.map(pairs::with).orElseGet(pairs::pairs)) {
      all.add(deployed(pair));
    }
    for (int round = 0; round < ROUNDS; round++) {
      all.forEach(one -> one.deployment().ifPresent(d -> show(one.pair(), d)));
      boolean news = false;
      for (int i = 0; i < all.size(); i++) {
        if (all.get(i).view().isOutdated()) {
          all.set(i, deployed(all.get(i).pair()));
          news = true;
        }
      }
      if (!news) {
        break;
      }
    }
    all.forEach(d -> d.deployment().ifPresent(linked::add));
    for (Deployed one : all) {
      Pair pair = one.pair();
      if (!linked.isPart(pair.template().document().source())) {
        problems.addAll(one.problems());
        one.deployment()
            .ifPresent(
                d -> joins.add(pair.input().folder(), pair.variant(), pair.isOneOfSeveral(), d));
      }
    }
  }

  /** One that makes no service lends what it makes to the others of its folder. */
  private void show(Pair pair, Content.Deployment deployment) {
    if (deployment.resources().stream().noneMatch(SnapshotAssembler::isService)) {
      shown.add(
          pair.input().folder(), deployment.resources().stream().filter(Joins::isNamed).toList());
    }
  }

  /**
   * @param view what it saw of the others
   */
  private record Deployed(
      Pair pair,
      Optional<Content.Deployment> deployment,
      List<Problem> problems,
      ShownResources.View view) {}

  private Deployed deployed(Pair pair) {
    ShownResources.View view =
        shown.new View(pair.input().folder(), pair.template().document().source());
    try {
      DeploymentSettings known = settings.apply(pair.input());
      Content.Deployment deployment = deploy(pair, view, known);
      Optional<Cloud> cloud = cloud(deployment);
      if (cloud.isPresent() && cloud.get() != known.cloud()) {
        deployment = deploy(pair, view, known.in(cloud.get()));
      }
      return new Deployed(pair, Optional.of(deployment), deployment.problems(), view);
    } catch (SnapshotException e) {
      return new Deployed(pair, Optional.empty(), e.problems(), view);
    } catch (RuntimeException | StackOverflowError e) {
      fault(pair.template().document().source(), e);
      return new Deployed(pair, Optional.empty(), List.of(), view);
    }
  }

  private Content.Deployment deploy(Pair pair, ShownResources.View view, DeploymentSettings known) {
    return pair.template()
        .deployable()
        .deploy(
            pair.parameters(),
            files.of(pair.input()),
            view,
            known,
            allowances.computeIfAbsent(pair.input().name(), name -> new Allowance()));
  }

  /** That of the region of a service: {@code environment()} answers for the same one. */
  private static Optional<Cloud> cloud(Content.Deployment deployment) {
    return deployment.resources().stream()
        .filter(SnapshotAssembler::isService)
        .map(service -> service.body().path("location").asText())
        .flatMap(location -> Region.of(location).cloud().stream())
        .findFirst();
  }

  private void unpaired() {
    for (TemplatePairs.Found parameters : pairs.unpaired()) {
      String name = parameters.input().name();
      if (linked.isPart(name)) {
        continue;
      }
      read.removeIf(r -> r.source().equals(name));
      if (parameters.input().named()) {
        problems.add(
            new Problem(
                name,
                0,
                0,
                "",
                "holds parameters, but for no template among the inputs; expected the template"
                    + " too"));
      } else {
        ignore(name);
      }
    }
  }
}
