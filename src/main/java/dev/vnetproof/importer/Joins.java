package dev.vnetproof.importer;

import dev.vnetproof.importer.Format.Content;
import dev.vnetproof.importer.azure.Assembly;
import dev.vnetproof.importer.azure.SnapshotAssembler;
import dev.vnetproof.importer.resource.AzureResource;
import dev.vnetproof.importer.resource.Skips;
import dev.vnetproof.importer.resource.SourceAccount;
import dev.vnetproof.importer.resource.SourceAccount.Gap;
import dev.vnetproof.model.Assumption;
import dev.vnetproof.model.EnvironmentSnapshot;
import dev.vnetproof.model.Fault;
import dev.vnetproof.model.NotJudged;
import dev.vnetproof.model.SnapshotException.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Decides which resources make up one environment, and joins them. */
final class Joins {
  /** What was printed of Azure, by folder. */
  private final SortedMap<String, List<AzureResource>> folders = new TreeMap<>();

  /** The first input that printed any of it, bearing or not. */
  private Optional<String> printed = Optional.empty();

  /** What was printed of types without bearing, by folder. */
  private final SortedMap<String, SortedMap<String, Skips>> passed = new TreeMap<>();

  private final Map<Sources.Environment, List<NotJudged>> notJudged = new LinkedHashMap<>();

  private final List<Deployment> deployments = new ArrayList<>();
  private SourceAccount skipped = SourceAccount.EMPTY;

  private record Deployment(
      String folder, String variant, boolean isOneOfSeveral, Content.Deployment content) {
    boolean hasService() {
      return content.resources().stream().anyMatch(SnapshotAssembler::isService);
    }
  }

  void add(String folder, Content.Resources some) {
    printed = printed.or(() -> Optional.of(some.source()));
    folders.computeIfAbsent(folder, f -> new ArrayList<>()).addAll(some.printed().resources());
    skipped = skipped.and(some.printed().skipped());
    SortedMap<String, Skips> here = passed.computeIfAbsent(folder, f -> new TreeMap<>());
    some.printed().skipped().forEach((type, skips) -> here.merge(type, skips, Skips::and));
  }

  /**
   * @param variant which of the parameter files of its template it was made with
   */
  void add(String folder, String variant, boolean isOneOfSeveral, Content.Deployment one) {
    deployments.add(new Deployment(folder, variant, isOneOfSeveral, one));
    skipped = skipped.and(one.skipped()).and(one.linked());
  }

  /** What all resources amount to. */
  record Joined(
      List<EnvironmentSnapshot> snapshots,
      List<Problem> outside,
      List<Fault> faults,
      SourceAccount account) {}

  Joined join(Problems problems) {
    List<AzureResource> lent = new ArrayList<>();
    List<EnvironmentSnapshot> snapshots = new ArrayList<>();
    List<Problem> outside = new ArrayList<>();
    List<Fault> faults = new ArrayList<>();
    SourceAccount account = skipped;
    boolean any = false;
    for (List<AzureResource> folder : folders.values()) {
      if (folder.stream().noneMatch(SnapshotAssembler::isService)) {
        lent.addAll(folder);
      }
    }
    for (var folder : folders.entrySet()) {
      if (folder.getValue().stream().anyMatch(SnapshotAssembler::isService)) {
        any = true;
        List<AzureResource> all = new ArrayList<>(folder.getValue());
        List<Gap> unread = new ArrayList<>();
        Set<Assumption> assumptions = new LinkedHashSet<>();
        int own = all.size();
        borrow(folder.getKey(), "", all, unread, assumptions);
        List<AzureResource> joined =
            all.size() == own ? all : ScopeJoin.joined(all, lent, assumptions);
        Assembly assembly = assembled(both(joined, lent), unread);
        List<EnvironmentSnapshot> made =
            assembly.snapshots().stream().map(s -> assuming(s, assumptions)).toList();
        snapshots.addAll(made);
        notJudged(folder.getKey(), Optional.empty(), assembly, unread, made);
        outside.addAll(assembly.outside());
        faults.addAll(assembly.faults());
        problems.addAll(assembly.problems());
        account = account.and(assembly.account());
      }
    }
    for (Deployment root : deployments) {
      if (root.hasService()) {
        any = true;
        List<Gap> unread = new ArrayList<>(root.content().unread());
        Set<Assumption> assumptions = new LinkedHashSet<>(root.content().assumptions());
        Assembly assembly = assemble(root, lent, unread, assumptions);
        List<EnvironmentSnapshot> made =
            assembly.snapshots().stream().map(s -> assuming(named(s, root), assumptions)).toList();
        snapshots.addAll(made);
        notJudged(root.folder(), Optional.of(root), assembly, unread, made);
        outside.addAll(assembly.outside());
        faults.addAll(assembly.faults());
        problems.addAll(assembly.problems());
        account = account.and(assembly.account());
      }
    }
    return new Joined(
        snapshots, outside, faults, any ? account : account.and(withoutService(lent, problems)));
  }

  /** A fault on the resources of one folder costs the others nothing. */
  private static Assembly assembled(List<AzureResource> all, List<Gap> unread) {
    try {
      return SnapshotAssembler.assemble(all, unread);
    } catch (RuntimeException | StackOverflowError e) {
      List<Fault> faults =
          all.stream()
              .filter(SnapshotAssembler::isService)
              .map(service -> new Fault(service.document().source(), e))
              .limit(1)
              .toList();
      return new Assembly(List.of(), List.of(), List.of(), faults, SourceAccount.EMPTY);
    }
  }

  /** What bore on none of the verdicts about environments of one folder, or of a deployment. */
  private void notJudged(
      String folder,
      Optional<Deployment> root,
      Assembly assembly,
      List<Gap> unread,
      List<EnvironmentSnapshot> of) {
    Unjudged unjudged = new Unjudged();
    unjudged.add(assembly.account());
    unjudged.add(unread);
    root.ifPresent(one -> unjudged.add(one.content().skipped()));
    passed.forEach(
        (other, skips) -> {
          boolean lends =
              folders.getOrDefault(other, List.of()).stream()
                  .noneMatch(SnapshotAssembler::isService);
          if (other.equals(folder) || lends) {
            unjudged.add(skips);
          }
        });
    List<NotJudged> list = unjudged.list();
    of.forEach(snapshot -> notJudged.put(Sources.Environment.of(snapshot), list));
  }

  /** By environment; the same list for all that were joined together. */
  Map<Sources.Environment, List<NotJudged>> notJudged() {
    return notJudged;
  }

  private static EnvironmentSnapshot assuming(
      EnvironmentSnapshot snapshot, Set<Assumption> assumptions) {
    EnvironmentSnapshot result = snapshot;
    for (Assumption assumption : assumptions) {
      result = result.assuming(assumption);
    }
    return result;
  }

  private static List<AzureResource> both(List<AzureResource> own, List<AzureResource> lent) {
    List<AzureResource> both = new ArrayList<>(own);
    both.addAll(lent);
    return both;
  }

  private Assembly assemble(
      Deployment root, List<AzureResource> lent, List<Gap> unread, Set<Assumption> assumptions) {
    List<AzureResource> all = new ArrayList<>(root.content().resources());
    List<AzureResource> beside = folders.getOrDefault(root.folder(), List.of());
    if (beside.stream().anyMatch(SnapshotAssembler::isService)) {
      beside.stream().filter(r -> !SnapshotAssembler.isService(r)).forEach(all::add);
    } // Otherwise they are among those lent to all.
    borrow(root.folder(), root.variant(), all, unread, assumptions);
    return assembled(both(ScopeJoin.joined(all, lent, assumptions), lent), unread);
  }

  /** What deployments of the folder make that make no service themselves. */
  private void borrow(
      String folder,
      String variant,
      List<AzureResource> to,
      List<Gap> unread,
      Set<Assumption> assumptions) {
    for (Deployment other : deployments) {
      boolean fits = !other.isOneOfSeveral() || other.variant().equals(variant);
      if (other.folder().equals(folder) && !other.hasService() && fits) {
        other.content().resources().stream().filter(Joins::isNamed).forEach(to::add);
        unread.addAll(other.content().unread());
        assumptions.addAll(other.content().assumptions());
      }
    }
  }

  /**
   * Whether the name is known: what {@code parameters('name')} is in one template, it need not be
   * in another.
   */
  static boolean isNamed(AzureResource resource) {
    int provider = resource.id().lastIndexOf("/providers/");
    return resource.id().indexOf('{', Math.max(provider, 0)) < 0;
  }

  private static EnvironmentSnapshot named(EnvironmentSnapshot snapshot, Deployment root) {
    return root.isOneOfSeveral() && !root.variant().isEmpty()
        ? snapshot.named(snapshot.name() + " (" + root.variant() + ")")
        : snapshot;
  }

  /** Nothing to evaluate: says so, once, and accounts for what was read all the same. */
  private SourceAccount withoutService(List<AzureResource> lent, Problems problems) {
    List<AzureResource> all = new ArrayList<>(lent);
    List<Gap> unread = new ArrayList<>();
    for (Deployment deployment : deployments) {
      all.addAll(deployment.content().resources());
      unread.addAll(deployment.content().unread());
    }
    if (printed.isPresent()) {
      problems.add(problem(printed.get(), "holds Azure resources, but", "(`az apim show`)"));
    } else if (!deployments.isEmpty()) {
      problems.add(
          problem(
              deployments.get(0).content().document().source(),
              "makes",
              unread.isEmpty()
                  ? "it makes"
                  : "it makes; the templates it links to were not read, `bicep build` puts them"
                      + " inline"));
    }
    return assembled(all, unread).account();
  }

  private static Problem problem(String source, String before, String after) {
    return new Problem(
        source,
        0,
        0,
        "",
        before
            + " no API Management service; expected a `Microsoft.ApiManagement/service` among"
            + (after.startsWith("(") ? " them " : " what ")
            + after);
  }
}
