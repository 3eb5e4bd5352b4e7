package dev.vnetproof.importer.captured;

import dev.vnetproof.importer.resource.AzureNode;
import dev.vnetproof.importer.resource.AzureResource;
import dev.vnetproof.importer.resource.AzureTypes;
import dev.vnetproof.importer.resource.Networks;
import dev.vnetproof.importer.resource.ResourcePool;
import dev.vnetproof.model.AddressPrefixes;
import dev.vnetproof.model.RuleAddresses;
import dev.vnetproof.model.ServiceTag;
import dev.vnetproof.model.TagExpansion;
import dev.vnetproof.space.AddressSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What service tags stood for when effective rules were captured: {@code tagMap} says it of each
 * tag, and {@code expandedSourceAddressPrefix} and {@code expandedDestinationAddressPrefix} of the
 * one tag of a rule's side (Network Interfaces, List Effective Network Security Groups,
 * 2023-09-01). Tags that vary with the network are left out.
 */
public final class EffectiveTags {
  private static final Set<String> OF_THE_NETWORK =
      Set.of(
          "virtualnetwork",
          "internet",
          "azureloadbalancer",
          "azureplatformdns",
          "azureplatformimds",
          "azureplatformlkm");

  private final Map<String, TagExpansion> found = new TreeMap<>();

  /** Expanded twice, and not to the same. */
  private final Set<String> contradicted = new TreeSet<>();

  private EffectiveTags() {}

  /** Sorted by name. */
  public static List<TagExpansion> of(ResourcePool pool) {
    EffectiveTags tags = new EffectiveTags();
    for (AzureResource captured : pool.ofType(AzureTypes.EFFECTIVE_RULES)) {
      tags.read(AzureNode.of(captured));
      pool.use(captured);
    }
    tags.found.keySet().removeAll(tags.contradicted);
    return List.copyOf(tags.found.values());
  }

  private void read(AzureNode captured) {
    for (AzureNode tag : captured.own("tags").elements()) {
      add(tag.own("name").text(), tag.own("prefixes").elements());
    }
    for (AzureNode rule : captured.own("rules").elements()) {
      for (String side : List.of("source", "destination")) {
        List<String> named =
            Stream.of(side + "AddressPrefix", side + "AddressPrefixes")
                .flatMap(property -> rule.get(property).elements().stream())
                .flatMap(element -> element.text().stream())
                .distinct()
                .toList();
        if (named.size() == 1) {
          String expanded =
              "expanded" + side.substring(0, 1).toUpperCase(Locale.ROOT) + side.substring(1);
          add(Optional.of(named.get(0)), rule.get(expanded + "AddressPrefix").elements());
        }
      }
    }
  }

  private void add(Optional<String> name, List<AzureNode> prefixes) {
    boolean isTag =
        name.isPresent()
            && RuleAddresses.isTagName(name.get())
            && !OF_THE_NETWORK.contains(name.get().toLowerCase(Locale.ROOT));
    Optional<AddressSet> set =
        isTag && !prefixes.isEmpty() ? Networks.union(prefixes.stream()) : Optional.empty();
    if (set.isEmpty()) {
      return;
    }
    ServiceTag tag = ServiceTag.of(name.orElse(""));
    List<String> texts = new ArrayList<>();
    prefixes.forEach(prefix -> prefix.text().ifPresent(texts::add));
    TagExpansion known =
        found.putIfAbsent(tag.key(), new TagExpansion(tag, new AddressPrefixes(texts, set.get())));
    if (known != null && !known.prefixes().set().equals(set.get())) {
      contradicted.add(tag.key());
    }
  }
}
