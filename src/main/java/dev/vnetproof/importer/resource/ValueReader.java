package dev.vnetproof.importer.resource;

import dev.vnetproof.importer.noun.AddressTexts;
import dev.vnetproof.importer.noun.Words;
import dev.vnetproof.model.AddressPrefixes;
import dev.vnetproof.model.Datum;
import dev.vnetproof.model.Missing;
import dev.vnetproof.model.RuleAddresses;
import dev.vnetproof.model.SnapshotException.Problem;
import dev.vnetproof.space.Address;
import dev.vnetproof.space.AddressSet;
import dev.vnetproof.space.PortSet;
import dev.vnetproof.space.Protocol;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Reads single values in all the spellings Azure prints, and keeps what is wrong with them. A bad
 * value is a problem, and its datum unknown, so that the rest can still be judged.
 */
public final class ValueReader {
  /** In the order of the enumeration, as every set here: output may not depend on hashes. */
  private static final Set<Protocol> EVERY_PROTOCOL =
      Collections.unmodifiableSet(EnumSet.allOf(Protocol.class));

  private final ValueRemarks remarks = new ValueRemarks();

  public List<Problem> problems() {
    return remarks.problems();
  }

  /** Tells what is wrong with a value that is used nevertheless. */
  public void tell(AzureNode node, String message) {
    remarks.add(node, message);
  }

  public <T> Datum<T> bad(AzureNode node, String message) {
    remarks.add(node, message);
    return Datum.unknown(Missing.fact("a valid value at " + node.pointer()));
  }

  public static <T> Datum<T> unresolved(Unresolved unresolved) {
    return Datum.unknown(describe(unresolved));
  }

  public static Missing describe(Unresolved unresolved) {
    return new Missing.Expression(unresolved.expression(), unresolved.pointer(), "");
  }

  /** One of Azure's words, in any case. A missing word is a problem. */
  public <E> Datum<E> required(AzureNode node, Words<E> words) {
    Optional<Unresolved> unresolved = node.unresolved();
    if (unresolved.isPresent()) {
      return unresolved(unresolved.get());
    }
    E found = words.find(node.text().orElse(""));
    return found != null
        ? Datum.known(found)
        : bad(
            node,
            (node.isAbsent() ? "is missing" : node.quoted() + " is not known")
                + "; expected one of `"
                + String.join("`, `", words.spellings())
                + "`");
  }

  /** A whole number within bounds, printed as number or text. */
  public Datum<Integer> number(AzureNode node, int low, int high) {
    Optional<Unresolved> unresolved = node.unresolved();
    if (unresolved.isPresent()) {
      return unresolved(unresolved.get());
    }
    String text = node.text().orElse("");
    try {
      int value = Integer.parseInt(text.endsWith(".0") ? text.replace(".0", "") : text);
      if (value >= low && value <= high) {
        return Datum.known(value);
      }
      return bad(node, "`" + text + "` is out of range; expected " + low + " to " + high);
    } catch (NumberFormatException e) {
      return bad(
          node,
          (node.isAbsent() ? "is missing" : node.quoted() + " is not a whole number")
              + "; expected "
              + low
              + " to "
              + high);
    }
  }

  /** A boolean; {@code absent} is what a missing one amounts to. */
  public Datum<Boolean> flag(AzureNode node, Datum<Boolean> absent) {
    Optional<Unresolved> unresolved = node.unresolved();
    if (unresolved.isPresent()) {
      return unresolved(unresolved.get());
    }
    if (node.isAbsent()) {
      return absent;
    }
    return switch (node.word().orElse("")) {
      case "true" -> Datum.known(true);
      case "false" -> Datum.known(false);
      default -> bad(node, node.quoted() + " is not a boolean; expected `true` or `false`");
    };
  }

  /** One text of a list and the value it stands in. */
  public record Part(String text, AzureNode node) {}

  /** Commas; and blanks between numbers, as PowerShell writes a list that it cut off. */
  private static final Pattern SEPARATOR = Pattern.compile(",|(?<=\\d)\\s+(?=\\d)");

  /** The texts of singular and plural properties together; blanks around them do not count. */
  public Datum<List<Part>> parts(AzureNode... nodes) {
    List<Part> parts = new ArrayList<>();
    for (AzureNode node : nodes) {
      for (AzureNode element : node.elements()) {
        Optional<Unresolved> unresolved = element.unresolved();
        if (unresolved.isPresent()) {
          return unresolved(unresolved.get());
        }
        if (element.isBoolean() || !element.isAbsent() && element.text().isEmpty()) {
          return bad(element, element.quoted() + " stands where a text is expected");
        }
        element.text().ifPresent(text -> addParts(text, element, parts));
      }
    }
    return Datum.known(parts);
  }

  private static void addParts(String text, AzureNode element, List<Part> to) {
    if (isOne(text)) { // Nearly always.
      to.add(new Part(text, element));
      return;
    }
    for (String part : SEPARATOR.split(text, -1)) {
      if (!part.isBlank()) {
        to.add(new Part(part.strip(), element));
      }
    }
  }

  private static boolean isOne(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == ',' || Character.isWhitespace(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  public Datum<List<String>> texts(AzureNode... nodes) {
    return parts(nodes).map(parts -> parts.stream().map(Part::text).toList());
  }

  /** Reads each part; all bad ones are reported. */
  public <T> Datum<List<T>> each(Datum<List<Part>> parts, Function<String, T> parse) {
    if (!(parts instanceof Datum.Known<List<Part>> known)) {
      return Datum.unknown(parts.missing());
    }
    List<T> values = new ArrayList<>();
    Datum<List<T>> worst = Datum.known(values);
    for (Part part : known.value()) {
      try {
        values.add(parse.apply(part.text()));
      } catch (IllegalArgumentException e) {
        worst = bad(part.node(), message(part.text(), e));
      }
    }
    return worst;
  }

  private static String message(String text, IllegalArgumentException e) {
    String clause = String.valueOf(e.getMessage());
    return clause.startsWith("`") ? clause : "`" + text + "` " + clause;
  }

  public Datum<AddressPrefixes> prefixes(AzureNode... nodes) {
    return prefixes(parts(nodes));
  }

  public Datum<AddressPrefixes> prefixes(Datum<List<Part>> parts) {
    return collected(parts, AddressTexts::addPrefix).map(AddressTexts::prefixes);
  }

  /** What one side of a rule lists. Nothing at all is left to the caller. */
  public Datum<RuleAddresses> addresses(Datum<List<Part>> parts) {
    return collected(parts, AddressTexts::add).map(AddressTexts::addresses);
  }

  /** What {@code add} makes of all parts; all that it refuses are reported. */
  Datum<AddressTexts> collected(Datum<List<Part>> parts, BiConsumer<AddressTexts, String> add) {
    AddressTexts texts = new AddressTexts();
    return each(
            parts,
            text -> {
              add.accept(texts, Networks.withoutHostBits(text));
              return texts;
            })
        .map(all -> texts);
  }

  public Datum<PortSet> ports(Datum<List<Part>> parts) {
    return each(parts, PortSet::parse).map(PortSet::unionOf);
  }

  public Datum<List<Address>> hosts(AzureNode... nodes) {
    return each(parts(nodes), ValueReader::host);
  }

  public static Address host(String text) {
    AddressSet set = AddressSet.parse(text);
    Address first = set.first().orElseThrow(() -> new IllegalArgumentException("is no address"));
    if (!set.equals(AddressSet.of(first))) {
      throw new IllegalArgumentException("is not a single IP address");
    }
    return first;
  }

  /** Protocols of security and firewall rules; {@code *}, {@code Any} and {@code All} are all. */
  public Datum<Set<Protocol>> protocols(Datum<List<Part>> parts) {
    return each(parts, ValueReader::protocol)
        .map(
            sets -> {
              Set<Protocol> all = EnumSet.noneOf(Protocol.class);
              sets.forEach(all::addAll);
              return Collections.unmodifiableSet(all);
            });
  }

  private static Set<Protocol> protocol(String text) {
    if (text.equalsIgnoreCase("all")) {
      return EVERY_PROTOCOL;
    }
    Set<Protocol> found = Words.PROTOCOL.find(text);
    if (found != null) {
      return found;
    }
    throw new IllegalArgumentException(
        "is not a protocol; expected `Tcp`, `Udp`, `Icmp`, `Esp`, `Ah` or `*`");
  }
}
