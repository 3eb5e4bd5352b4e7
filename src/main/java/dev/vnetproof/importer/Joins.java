package dev.vnetproof.importer;

import dev.vnetproof.importer.Format.Content;
import dev.vnetproof.importer.azure.Assembly;
import dev.vnetproof.importer.azure.AzureResource;
import dev.vnetproof.importer.azure.SnapshotAssembler;
import dev.vnetproof.importer.azure.SourceAccount;
import dev.vnetproof.importer.azure.SourceAccount.Missing;
import dev.vnetproof.model.EnvironmentSnapshot;
import dev.vnetproof.model.SnapshotException.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Decides which resources make up one environment, and joins them. */
final class Joins {
  /** What was printed of Azure, by folder. */
  private final SortedMap<String, List<AzureResource>> folders = new TreeMap<>();

  /** The first input that printed any of it, bearing or not. */
  private Optional<String> printed = Optional.empty();

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
  }

  /**
   * @param variant which of the parameter files of its template it was made with
   */
  void add(String folder, String variant, boolean isOneOfSeveral, Content.Deployment one) {
    deployments.add(new Deployment(folder, variant, isOneOfSeveral, one));
    skipped = skipped.and(one.skipped()).and(one.linked());
  }

  SourceAccount join(List<EnvironmentSnapshot> snapshots, List<Problem> problems) {
    List<AzureResource> lent = new ArrayList<>();
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
        List<Missing> unread = new ArrayList<>();
        borrow(folder.getKey(), "", all, unread);
        all.addAll(lent);
        Assembly assembly = SnapshotAssembler.assemble(all, unread);
        snapshots.addAll(assembly.snapshots());
        problems.addAll(assembly.problems());
        account = account.and(assembly.account());
      }
    }
    for (Deployment root : deployments) {
      if (root.hasService()) {
        any = true;
        Assembly assembly = assemble(root, lent);
        assembly.snapshots().forEach(s -> snapshots.add(named(s, root)));
        problems.addAll(assembly.problems());
        account = account.and(assembly.account());
      }
    }
    return any ? account : account.and(withoutService(lent, problems));
  }

  private Assembly assemble(Deployment root, List<AzureResource> lent) {
    List<AzureResource> all = new ArrayList<>(root.content().resources());
    List<Missing> unread = new ArrayList<>(root.content().unread());
    List<AzureResource> beside = folders.getOrDefault(root.folder(), List.of());
    if (beside.stream().anyMatch(SnapshotAssembler::isService)) {
      beside.stream().filter(r -> !SnapshotAssembler.isService(r)).forEach(all::add);
    } // Otherwise they are among those lent to all.
    borrow(root.folder(), root.variant(), all, unread);
    all.addAll(lent);
    return SnapshotAssembler.assemble(all, unread);
  }

  /** What deployments of the folder make that make no service themselves. */
  private void borrow(String folder, String variant, List<AzureResource> to, List<Missing> unread) {
    for (Deployment other : deployments) {
      boolean fits = !other.isOneOfSeveral() || other.variant().equals(variant);
      if (other.folder().equals(folder) && !other.hasService() && fits) {
        other.content().resources().stream().filter(Joins::isNamed).forEach(to::add);
        unread.addAll(other.content().unread());
      }
    }
  }

  /**
   * Whether the name is known: what {@code parameters('name')} is in one template, it need not be
   * in another.
   */
  private static boolean isNamed(AzureResource resource) {
    int provider = resource.id().lastIndexOf("/providers/");
    return resource.id().indexOf('{', Math.max(provider, 0)) < 0;
  }

  private static EnvironmentSnapshot named(EnvironmentSnapshot snapshot, Deployment root) {
    return root.isOneOfSeveral() && !root.variant().isEmpty()
        ? snapshot.named(snapshot.name() + " (" + root.variant() + ")")
        : snapshot;
  }

  /** Nothing to evaluate: says so, once, and accounts for what was read all the same. */
  private SourceAccount withoutService(List<AzureResource> lent, List<Problem> problems) {
    List<AzureResource> all = new ArrayList<>(lent);
    List<Missing> unread = new ArrayList<>();
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
    return SnapshotAssembler.assemble(all, unread).account();
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
