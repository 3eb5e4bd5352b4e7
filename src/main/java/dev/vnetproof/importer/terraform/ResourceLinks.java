package dev.vnetproof.importer.terraform;

import dev.vnetproof.importer.resource.AzureTypes;
import dev.vnetproof.importer.resource.Unresolved;
import dev.vnetproof.importer.terraform.Attributes.Value;
import dev.vnetproof.importer.terraform.References.Origin;
import dev.vnetproof.importer.terraform.References.Origins;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The ids of instances, and what ids and names refer to.
 *
 * <p>The id of a resource that is still to be made is not known; it gets one of the right shape
 * that is made from its Terraform address and is therefore the same in every run.
 */
final class ResourceLinks {
  private static final String SUBSCRIPTION = "/subscriptions/00000000-0000-0000-0000-000000000000";

  private final Inventory inventory;
  private final References references;
  private final Map<Instance, String> ids = new HashMap<>();
  private final Set<Instance> open = new HashSet<>();
  private final Map<Called, List<Instance>> byName = new HashMap<>();

  /** Both in lower case. */
  private record Called(String type, String name) {}

  ResourceLinks(Inventory inventory) {
    this.inventory = inventory;
    this.references = new References(inventory);
    for (Instance instance : inventory.instances()) {
      Optional<String> type = Kinds.armType(instance);
      Optional<String> name = instance.text("name");
      if (type.isPresent() && name.isPresent()) {
        byName
            .computeIfAbsent(
                new Called(lower(type.get()), lower(name.get())), any -> new ArrayList<>())
            .add(instance);
      }
    }
  }

  String id(Instance instance) {
    String known = ids.get(instance);
    if (known != null) {
      return known;
    }
    if (!open.add(instance)) {
      return synthetic(instance, Kinds.armType(instance).orElse(instance.type()));
    }
    String id = own(instance).orElseGet(() -> make(instance));
    open.remove(instance);
    ids.put(instance, id);
    return id;
  }

  /** The id as it stands in the document; what azurerm made of two ids is none of Azure's. */
  private static Optional<String> own(Instance instance) {
    return instance.text("id").filter(id -> id.startsWith("/") && id.indexOf('|') < 0);
  }

  /** The name, or the Terraform address while the name is not known. */
  String name(Instance instance) {
    Kind.Name from = Kinds.of(instance).map(Kind::nameFrom).orElse(Kind.Name.NAME);
    return from.fixed().or(() -> instance.text(from.attribute())).orElse(instance.address());
  }

  private String make(Instance instance) {
    if (instance.type().equals("azurerm_resource_group")) {
      return SUBSCRIPTION + "/resourceGroups/" + encoded(instance.address());
    }
    String type = Kinds.armType(instance).orElse("Terraform/" + instance.type());
    Optional<Instance> twin = twin(instance, type);
    if (twin.isPresent()) {
      return id(twin.get());
    }
    String collection = type.substring(type.lastIndexOf('/') + 1);
    String last =
        instance.text("name").isPresent() || Kinds.of(instance).isPresent()
            ? encodedName(instance)
            : encoded(instance.address());
    if (instance.type().startsWith("azapi_")) {
      Optional<String> parent = id(Attributes.of(instance).get("parent_id"), List.of());
      boolean child = type.chars().filter(c -> c == '/').count() > 1;
      return parent
          .map(at -> at + (child ? "/" + collection : "/providers/" + type) + "/" + last)
          .orElseGet(() -> synthetic(instance, type));
    }
    String between =
        Kinds.of(instance).filter(Kind::isExtension).isPresent()
            ? "/providers/" + type
            : "/" + collection;
    return Kinds.of(instance)
        .flatMap(kind -> parent(instance))
        .map(parent -> parent + between + "/" + last)
        .orElseGet(() -> synthetic(instance, type));
  }

  /** The resource that a data source will read once the same plan has made it. */
  private Optional<Instance> twin(Instance data, String type) {
    if (data.managed() || data.text("name").isEmpty()) {
      return Optional.empty();
    }
    List<Instance> same =
        called(type, data.text("name").get()).stream()
            .filter(Instance::managed)
            .filter(
                any ->
                    sameText(any, data, "resource_group_name")
                        && sameText(any, data, "virtual_network_name"))
            .toList();
    return same.size() == 1 ? Optional.of(same.get(0)) : Optional.empty();
  }

  private static boolean sameText(Instance one, Instance other, String attribute) {
    return one.text(attribute)
        .map(ResourceLinks::lower)
        .equals(other.text(attribute).map(ResourceLinks::lower));
  }

  private String encodedName(Instance instance) {
    String name = name(instance);
    return name.equals(instance.address()) ? encoded(name) : name;
  }

  private String synthetic(Instance instance, String type) {
    int provider = type.indexOf('/');
    String[] types = type.substring(provider + 1).split("/", -1);
    StringBuilder id =
        new StringBuilder(SUBSCRIPTION)
            .append("/resourceGroups/")
            .append(encoded(instance.address()))
            .append("/providers/")
            .append(type, 0, provider);
    for (int i = 0; i < types.length; i++) {
      String last = i == types.length - 1 ? encodedName(instance) : "unknown";
      id.append('/').append(types[i]).append('/').append(last);
    }
    return id.toString();
  }

  /** One segment of an id; ids are compared in any case, addresses are not. */
  static String encoded(String text) {
    StringBuilder result = new StringBuilder();
    for (char c : text.toCharArray()) {
      boolean plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
      result.append(plain ? String.valueOf(c) : String.format(Locale.ROOT, "%%%02x", (int) c));
    }
    return result.toString();
  }

  /** The id of a child's parent; empty where the document does not tell which it is. */
  Optional<String> parent(Instance instance) {
    Optional<String> own = own(instance);
    Optional<Kind> kind = Kinds.of(instance);
    if (kind.isEmpty() || kind.get().parent().isEmpty()) {
      return own.map(ResourceLinks::parentOf);
    }
    if (own.isPresent() && own.get().contains("/" + kind.get().collection() + "/")) {
      return Optional.of(parentOf(own.get()));
    }
    Kind.Parent parent = kind.get().parent().get();
    String type = kind.get().parentType();
    Value value = Attributes.of(instance).get(parent.attribute());
    if (parent.byId()) {
      return id(value, kind.get().isExtension() ? List.of() : List.of(type));
    }
    Optional<Instance> referred = referred(value, List.of(type));
    if (referred.isPresent() && fits(referred.get(), value)) {
      return Optional.of(id(referred.get()));
    }
    if (value.text().isEmpty()) {
      return Optional.empty();
    }
    String name = value.text().get();
    Optional<String> group = instance.text("resource_group_name");
    List<Instance> candidates =
        called(type, name).stream()
            .filter(
                any ->
                    group.isEmpty()
                        || any.text("resource_group_name").isEmpty()
                        || sameText(any, instance, "resource_group_name"))
            .toList();
    Set<String> found = new LinkedHashSet<>();
    candidates.stream().filter(Instance::managed).forEach(any -> found.add(id(any)));
    if (found.isEmpty()) {
      candidates.forEach(any -> found.add(id(any)));
    }
    if (found.size() > 1) {
      return Optional.empty();
    }
    return found.isEmpty()
        ? Optional.of(
            SUBSCRIPTION
                + "/resourceGroups/"
                + group.orElse("unknown")
                + "/providers/"
                + type
                + "/"
                + name)
        : Optional.of(found.iterator().next());
  }

  private boolean fits(Instance parent, Value name) {
    Optional<String> known = parent.text("name");
    return known.isEmpty()
        || name.text().isEmpty()
        || known.get().equalsIgnoreCase(name.text().get());
  }

  static String parentOf(String id) {
    int type = id.lastIndexOf('/', id.lastIndexOf('/') - 1);
    return type > 0 ? id.substring(0, type) : id;
  }

  private List<Instance> called(String armType, String name) {
    return byName.getOrDefault(new Called(lower(armType), lower(name)), List.of());
  }

  /** The one resource of the wanted types that an expression refers to. */
  private Optional<Instance> referred(Value value, List<String> types) {
    Candidates wanted = Candidates.names(types);
    Origins origins = references.of(value, wanted);
    Set<Instance> found = new LinkedHashSet<>();
    for (Origin origin : origins.found()) {
      if (wanted.has(origin.instance())) {
        found.add(origin.instance());
      }
    }
    return origins.complete() && found.size() == 1
        ? Optional.of(found.iterator().next())
        : Optional.empty();
  }

  /** The id that a value holds or will hold; with no types, of any resource that has one. */
  Optional<String> id(Value value, List<String> types) {
    if (!value.isUnknown()) {
      return value.text();
    }
    Candidates wanted = Candidates.ids(types);
    Origins origins = references.of(value, wanted);
    if (!origins.complete()) {
      return Optional.empty();
    }
    Set<String> found = new LinkedHashSet<>();
    for (Origin origin : origins.found()) {
      String attribute = origin.path().name(0).orElse("id");
      boolean any = types.isEmpty() && Kinds.armType(origin.instance()).isPresent();
      if (attribute.equals("id") && (any || wanted.has(origin.instance()))) {
        found.add(id(origin.instance()));
      } else if (attribute.equals("subnet") && types.contains(AzureTypes.SUBNET)) {
        found.addAll(inlineSubnets(origin.instance()));
      } else if (Attributes.of(origin.instance()).get(attribute).text().isPresent()) {
        // A known value that names a resource elsewhere: it could be the one.
        String text = Attributes.of(origin.instance()).get(attribute).text().get();
        boolean id = types.stream().anyMatch(type -> isIdOf(text, type));
        if (id) {
          found.add(text);
        }
      }
    }
    return found.size() == 1 ? Optional.of(found.iterator().next()) : Optional.empty();
  }

  private static boolean isIdOf(String text, String type) {
    return lower(text).contains("/" + lower(type.substring(type.lastIndexOf('/') + 1)) + "/");
  }

  private List<String> inlineSubnets(Instance virtualNetwork) {
    List<String> all = new ArrayList<>();
    for (Attributes block : Attributes.of(virtualNetwork).blocks("subnet")) {
      all.add(inlineSubnet(virtualNetwork, block));
    }
    return all;
  }

  String inlineSubnet(Instance virtualNetwork, Attributes block) {
    return block
        .get("id")
        .text()
        .orElseGet(
            () ->
                id(virtualNetwork)
                    + "/subnets/"
                    + block.get("name").text().orElse(encoded(block.self().expression())));
  }

  /** The root cause of a value not being known: the one attribute it comes from, or itself. */
  Unresolved unresolved(Value value) {
    Origins origins =
        value.isUnknown() ? references.of(value, Candidates.NONE) : new Origins(Set.of(), false);
    if (origins.complete() && origins.found().size() == 1) {
      Origin origin = origins.found().iterator().next();
      String path = origin.path().toString();
      String separator = path.isEmpty() || path.startsWith("[") ? "" : ".";
      return new Unresolved(origin.instance().address() + separator + path, value.pointer());
    }
    return value.unresolved();
  }

  static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  Inventory inventory() {
    return inventory;
  }
}
