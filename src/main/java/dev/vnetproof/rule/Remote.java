package dev.vnetproof.rule;

import dev.vnetproof.model.AddressPrefixes;
import dev.vnetproof.model.Location;
import dev.vnetproof.model.Missing;
import dev.vnetproof.model.ServiceTag;
import java.util.Optional;

/** The far side of a required flow, as the document names it. The near side is the subnet. */
public sealed interface Remote {

  /** Every address of a service tag; {@code Internet} and {@code AzureLoadBalancer} among them. */
  record Tag(ServiceTag tag) implements Remote {
    @Override
    public String toString() {
      return tag.name();
    }
  }

  /** Every address of the virtual network itself. */
  record VirtualNetworkSpace() implements Remote {
    @Override
    public String toString() {
      return "VirtualNetwork";
    }
  }

  /** The subnet's own addresses: one machine of the instance to another. */
  record SameSubnet() implements Remote {
    @Override
    public String toString() {
      return "the subnet itself";
    }
  }

  /**
   * Addresses given by number.
   *
   * @param name what they are, as messages say it
   */
  record Addresses(String name, AddressPrefixes prefixes) implements Remote {
    @Override
    public String toString() {
      return name;
    }
  }

  /**
   * A far side that is somewhere, nobody says where: every place it may be in passes or none does,
   * or it cannot be decided.
   *
   * @param missing what would settle it
   * @param within the service tag that holds it wherever it is; empty for anywhere at all
   * @param exists whether there is one for certain; if not, nothing can be violated by it
   */
  record Unlocated(Missing missing, Optional<ServiceTag> within, boolean exists) implements Remote {
    @Override
    public String toString() {
      return isProperty() ? "addresses that are not known" : missing.text();
    }

    /** Whether a property of the snapshot would settle it, rather than what nobody has written. */
    public boolean isProperty() {
      return missing.kind() != Missing.Kind.DOCUMENT_SILENT;
    }
  }

  /** Nobody has said yet: a flow that is not finished. */
  record Unsaid() implements Remote {
    @Override
    public String toString() {
      return "nobody";
    }
  }

  /**
   * The far side by its name or number: a service tag, {@code VirtualNetwork}, or an address, a
   * prefix or a range.
   *
   * @throws IllegalArgumentException if it begins as an address and is none
   */
  static Remote of(String text) {
    if (isNumeric(text)) {
      try {
        return new Addresses(text, AddressPrefixes.of(text));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("`" + text + "` " + e.getMessage(), e);
      }
    }
    Tag tag = new Tag(ServiceTag.of(text));
    return tag.tag().equals(ServiceTag.VIRTUAL_NETWORK) ? new VirtualNetworkSpace() : tag;
  }

  /** No service tag begins with a digit or has a colon or a slash. */
  private static boolean isNumeric(String text) {
    return !text.isEmpty() && Character.isDigit(text.charAt(0))
        || text.indexOf(':') >= 0
        || text.indexOf('/') >= 0;
  }

  /** A service in the region of a location. */
  static Remote regional(String service, Location at) {
    return at.region()
        .asOptional()
        .map(region -> (Remote) new Tag(ServiceTag.of(service).in(region)))
        .orElseGet(() -> somewhereIn(service, at.region().missing()));
  }

  /** Something that exists within a service tag; no input and no document tells where. */
  static Remote somewhereIn(String serviceTag, String missing) {
    return somewhereIn(serviceTag, new Missing.DocumentSilent(missing));
  }

  /** Something that exists within a service tag, a datum of the snapshot would tell where. */
  static Remote somewhereIn(String serviceTag, Missing missing) {
    return new Unlocated(missing, Optional.of(ServiceTag.of(serviceTag)), true);
  }

  /** Something within a service tag, if it exists at all. */
  static Remote perhapsIn(String serviceTag, String missing) {
    return new Unlocated(
        new Missing.DocumentSilent(missing), Optional.of(ServiceTag.of(serviceTag)), false);
  }

  /** Something anywhere, if it exists at all. */
  static Remote perhapsAnywhere(Missing missing) {
    return new Unlocated(missing, Optional.empty(), false);
  }

  /** What a service tag stands for. */
  static Remote tag(String name) {
    return new Tag(ServiceTag.of(name));
  }

  /** The service of a far side that is a tag. */
  private static String service(Remote remote) {
    if (remote instanceof Tag tag) {
      return tag.tag().service();
    }
    throw new IllegalArgumentException(
        "only a service tag has a regional one; expected the tag before it, as in"
            + " `.to(\"Sql\").orRegional($location)`");
  }

  /** The part of a far side, which is a service tag, that lies in the region of a location. */
  static Remote regional(Remote remote, Location at) {
    return regional(service(remote), at);
  }
}
