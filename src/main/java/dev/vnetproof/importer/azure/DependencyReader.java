package dev.vnetproof.importer.azure;

import dev.vnetproof.importer.noun.Words;
import dev.vnetproof.importer.resource.AzureNode;
import dev.vnetproof.importer.resource.AzureResource;
import dev.vnetproof.importer.resource.AzureTypes;
import dev.vnetproof.importer.resource.Children;
import dev.vnetproof.importer.resource.Reference;
import dev.vnetproof.importer.resource.ResourceId;
import dev.vnetproof.importer.resource.ResourcePool;
import dev.vnetproof.importer.resource.ValueReader;
import dev.vnetproof.model.Access;
import dev.vnetproof.model.AddressPrefixes;
import dev.vnetproof.model.Datum;
import dev.vnetproof.model.Dependencies;
import dev.vnetproof.model.GuardedService;
import dev.vnetproof.model.Missing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds the key vaults and storage accounts that a service names: those of named values,
 * certificates, host names and backends. Others in the input may be anybody's.
 */
final class DependencyReader {
  private static final Pattern VAULT = Pattern.compile("https://([^./]+)\\.vault\\.[a-z.]+[/:].*");
  private static final Pattern ACCOUNT =
      Pattern.compile("https://([^./]+)\\.(blob|file|queue|table|dfs)\\.core\\.[a-z.]+([/:].*)?");

  private final ResourcePool pool;
  private final ValueReader values;
  private final PrivateEndpoints endpoints;
  private final Map<String, List<AzureResource>> vaults = new HashMap<>();
  private final Map<String, List<AzureResource>> accounts = new HashMap<>();

  DependencyReader(ResourcePool pool, ValueReader values, PrivateEndpoints endpoints) {
    this.pool = pool;
    this.values = values;
    this.endpoints = endpoints;
    index(AzureTypes.VAULT, vaults);
    index(AzureTypes.STORAGE_ACCOUNT, accounts);
  }

  /** Names of both are taken once in a cloud. */
  private void index(String type, Map<String, List<AzureResource>> to) {
    for (AzureResource resource : pool.ofType(type)) {
      to.computeIfAbsent(lower(resource.name()), n -> new ArrayList<>()).add(resource);
    }
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /**
   * @param otherwise what is not known where the service names none of the input
   */
  Dependencies of(AzureNode service, Dependencies otherwise) {
    ResourceId id = new ResourceId(service.resource().id());
    SortedMap<String, GuardedService> vaultsNamed = new TreeMap<>();
    SortedMap<String, GuardedService> accountsNamed = new TreeMap<>();
    for (AzureNode address : addresses(service, id)) {
      named(address, VAULT, vaults)
          .ifPresent(vault -> vaultsNamed.put(new ResourceId(vault.id()).key(), read(vault)));
      named(address, ACCOUNT, accounts)
          .ifPresent(
              account -> accountsNamed.put(new ResourceId(account.id()).key(), read(account)));
    }
    return new Dependencies(
        vaultsNamed.isEmpty()
            ? otherwise.keyVaults()
            : Datum.known(List.copyOf(vaultsNamed.values())),
        accountsNamed.isEmpty()
            ? otherwise.storageAccounts()
            : Datum.known(List.copyOf(accountsNamed.values())));
  }

  private List<AzureNode> addresses(AzureNode service, ResourceId id) {
    List<AzureNode> addresses = new ArrayList<>();
    for (String type : List.of(AzureTypes.NAMED_VALUE, AzureTypes.CERTIFICATE)) {
      pool.children(id, type)
          .forEach(node -> addresses.add(node.get("keyVault").own("secretIdentifier")));
    }
    service
        .get("hostnameConfigurations")
        .elements()
        .forEach(host -> addresses.add(host.own("keyVaultId")));
    pool.children(id, AzureTypes.BACKEND).forEach(backend -> addresses.add(backend.get("url")));
    return addresses;
  }

  /** The one resource of that name; an expression may name a vault by its own. */
  private Optional<AzureResource> named(
      AzureNode address, Pattern host, Map<String, List<AzureResource>> byName) {
    String text = lower(address.text().orElse(""));
    Matcher matcher = host.matcher(text);
    List<AzureResource> found =
        matcher.matches() ? byName.getOrDefault(matcher.group(1), List.of()) : List.of();
    found.forEach(pool::use);
    return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
  }

  private GuardedService read(AzureResource resource) {
    AzureNode node = AzureNode.of(resource);
    String what = " of `" + resource.name() + "`";
    AzureNode rules = node.get("networkAcls");
    Datum<Boolean> access = enabled(node.get("publicNetworkAccess"), what);
    if (rules.unresolved().isPresent()) {
      Missing missing = ValueReader.describe(rules.unresolved().get());
      return new GuardedService(
          resource.name(),
          access,
          Datum.unknown(missing),
          Datum.unknown(missing),
          Datum.unknown(missing),
          Datum.unknown(missing),
          endpoints(node));
    }
    boolean isShown = !rules.isMissing() || Children.isComplete(node);
    Datum<Access> action = action(rules, isShown, what);
    return new GuardedService(
        resource.name(),
        access,
        action,
        rules.isAbsent()
            ? isShown ? Datum.known(true) : Datum.unknown(Missing.fact("networkAcls" + what))
            : Datum.known(
                lower(rules.own("bypass").text().orElse("AzureServices"))
                    .contains("azureservices")),
        isShown ? addressRules(rules) : Datum.unknown(Missing.fact("networkAcls" + what)),
        isShown ? subnetRules(rules) : Datum.unknown(Missing.fact("networkAcls" + what)),
        endpoints(node));
  }

  /** Enabled unless it says otherwise (REST 2023-07-01 of both). */
  private static Datum<Boolean> enabled(AzureNode access, String what) {
    if (access.unresolved().isPresent()) {
      return ValueReader.unresolved(access.unresolved().get());
    }
    return switch (access.word().orElse("enabled")) {
      case "enabled" -> Datum.known(true);
      case "disabled" -> Datum.known(false);
      default -> Datum.unknown(Missing.fact("publicNetworkAccess" + what));
    };
  }

  /** Without rules everybody is let in. */
  private Datum<Access> action(AzureNode rules, boolean isShown, String what) {
    AzureNode action = rules.own("defaultAction");
    if (action.isAbsent()) {
      return isShown
          ? Datum.known(Access.ALLOW)
          : Datum.unknown(Missing.fact("networkAcls" + what + ": its defaultAction"));
    }
    return values.required(action, Words.ACCESS);
  }

  private Datum<AddressPrefixes> addressRules(AzureNode rules) {
    return values.prefixes(
        rules.own("ipRules").elements().stream()
            .map(rule -> rule.isObject() ? rule.own("value") : rule)
            .toArray(AzureNode[]::new));
  }

  private Datum<List<String>> subnetRules(AzureNode rules) {
    return values.texts(
        rules.own("virtualNetworkRules").elements().stream()
            .map(rule -> rule.isObject() ? rule.own("id") : rule)
            .toArray(AzureNode[]::new));
  }

  /**
   * Those onto an instance itself; older versions of its resource do not print whether there are
   * any.
   */
  Datum<List<String>> ontoInstance(AzureNode service, Datum<List<String>> otherwise) {
    boolean isSilent =
        service.get("privateEndpointConnections").isMissing() && !Children.isWhole(service);
    Datum<List<String>> read = endpoints(service);
    return isSilent && read.orElse(List.of()).isEmpty() ? otherwise : read;
  }

  /** Names of private endpoints: what the service lists, and those of the input. */
  private Datum<List<String>> endpoints(AzureNode node) {
    AzureNode list = node.get("privateEndpointConnections");
    if (list.unresolved().isPresent()) {
      return ValueReader.unresolved(list.unresolved().get());
    }
    List<String> names = new ArrayList<>();
    for (AzureNode connection : list.elements()) {
      String state =
          connection
              .get("privateLinkServiceConnectionState")
              .own("status")
              .word()
              .orElse("approved");
      if (state.equals("approved") || state.equals("pending")) {
        names.add(
            Reference.of(connection.get("privateEndpoint"))
                .id()
                .map(ResourceId::name)
                .orElseGet(() -> Children.name(connection)));
      }
    }
    endpoints
        .to(new ResourceId(node.resource().id()))
        .forEach(endpoint -> names.add(Children.name(endpoint)));
    List<String> distinct = Stream.of(names).flatMap(List::stream).distinct().sorted().toList();
    boolean isShown = !list.isMissing() || Children.isComplete(node);
    return !distinct.isEmpty()
        ? Datum.known(distinct)
        : isShown
            ? pool.none(distinct)
            : Datum.unknown(
                Missing.property("privateEndpointConnections", "`" + node.resource().name() + "`"));
  }
}
