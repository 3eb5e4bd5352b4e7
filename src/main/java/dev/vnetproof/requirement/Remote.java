package dev.vnetproof.requirement;

import dev.vnetproof.model.AddressPrefixes;
import dev.vnetproof.model.Location;
import dev.vnetproof.model.ServiceTag;

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
   * A far side that depends on what the snapshot does not say.
   *
   * @param missing what would settle it
   */
  record Unlocated(String missing) implements Remote {
    @Override
    public String toString() {
      return isProperty() ? "addresses that depend on " + missing : missing;
    }

    /** Whether a property of the snapshot would settle it, rather than what nobody has written. */
    public boolean isProperty() {
      return missing.startsWith("/");
    }
  }

  /** A service in the region of a location. */
  static Remote regional(String service, Location at) {
    return at.region()
        .asOptional()
        .map(region -> (Remote) new Tag(ServiceTag.of(service).in(region)))
        .orElseGet(() -> new Unlocated(at.region().ifMissing().orElse("")));
  }

  static Remote tag(String name) {
    return new Tag(ServiceTag.of(name));
  }
}
