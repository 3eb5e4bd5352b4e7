package dev.vnetproof.importer.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.POJONode;
import dev.vnetproof.model.Place;
import dev.vnetproof.source.DocumentPlace;
import dev.vnetproof.source.Pointers;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A value of a resource that knows its place. One reading serves every spelling Azure's tools have:
 * a property is found below {@code properties} (REST), beside the name (the az command), and in any
 * case (Resource Graph, PowerShell).
 */
public final class AzureNode {
  private static final JsonNode MISSING = MissingNode.getInstance();

  private final AzureResource resource;
  private final JsonNode node;

  /** What this stands in; itself for the resource. Pointers are written only when asked for. */
  private final AzureNode parent;

  /** Its name there; empty for an element of a list. */
  private final String name;

  private final int index;

  /** Nearly every property is looked for there. */
  private @Nullable AzureNode properties;

  private AzureNode(AzureResource resource) {
    this.resource = resource;
    this.node = resource.body();
    this.parent = this;
    this.name = "";
    this.index = 0;
  }

  private AzureNode(AzureNode parent, JsonNode node, String name, int index) {
    this.resource = parent.resource;
    this.node = node;
    this.parent = parent;
    this.name = name;
    this.index = index;
  }

  public static AzureNode of(AzureResource resource) {
    return new AzureNode(resource);
  }

  /** The property, wherever it stands: below {@code properties} first. */
  public AzureNode get(String name) {
    AzureNode properties = properties();
    if (properties.unresolved().isPresent()) {
      return properties;
    }
    if (!properties.node.isObject()) {
      return own(name);
    }
    AzureNode nested = properties.own(name);
    if (!nested.isMissing()) {
      return nested;
    }
    AzureNode beside = own(name);
    return beside.isMissing() ? nested : beside;
  }

  private AzureNode properties() {
    AzureNode found = properties;
    if (found == null) {
      found = own("properties");
      properties = found;
    }
    return found;
  }

  /** What stands in this object itself: {@code id}, {@code name}, {@code location}. */
  public AzureNode own(String name) {
    if (unresolved().isPresent()) {
      return this; // What an expression makes may have any property.
    }
    JsonNode exact = node.get(name);
    if (exact != null) {
      return printed(exact, name);
    }
    Iterator<Map.Entry<String, JsonNode>> fields = node.fields();
    while (fields.hasNext()) {
      Map.Entry<String, JsonNode> field = fields.next();
      if (field.getKey().equalsIgnoreCase(name)) {
        return printed(field.getValue(), field.getKey());
      }
    }
    return child(MISSING, name);
  }

  private AzureNode printed(JsonNode value, String name) {
    if (!value.isContainerNode() && !PowerShellDepth.is(value)) {
      return child(value, name);
    }
    JsonNode text = node.path(name + "Text");
    Optional<JsonNode> whole =
        text.isTextual() && PowerShellDepth.isWithin(value)
            ? PowerShellDepth.fromText(text)
            : Optional.empty();
    return whole.map(w -> child(w, name + "Text")).orElseGet(() -> child(value, name));
  }

  private AzureNode child(JsonNode value, String name) {
    return new AzureNode(this, value, name, -1);
  }

  /** Not printed at all; a printed null is not missing. */
  public boolean isMissing() {
    return node.isMissingNode();
  }

  /** Missing, null, or the empty text that some tools print for null. */
  public boolean isAbsent() {
    return node.isMissingNode() || node.isNull() || node.isTextual() && node.textValue().isBlank();
  }

  /** Whether this is the resource itself. */
  public boolean isRoot() {
    return parent == this;
  }

  public boolean isObject() {
    return node.isObject();
  }

  boolean isBoolean() {
    return node.isBoolean();
  }

  public boolean isNumber() {
    return node.isNumber();
  }

  /** Whether an object has a property of its own by that name. */
  public boolean has(String name) {
    return !own(name).isMissing();
  }

  /** The expression that stands here instead of a value, or what PowerShell left of one. */
  public Optional<Unresolved> unresolved() {
    if (node instanceof POJONode pojo && pojo.getPojo() instanceof Unresolved unresolved) {
      return Optional.of(unresolved);
    }
    return isCutOff() ? Optional.of(PowerShellDepth.unresolved(node, pointer())) : Optional.empty();
  }

  /** Whether PowerShell left nothing here but the name of a type. */
  boolean isCutOff() {
    return node.isTextual() && PowerShellDepth.is(node);
  }

  /** Text, or a number or boolean as text; empty for null, blank, objects and lists. */
  public Optional<String> text() {
    if (!node.isValueNode() || node.isNull() || node.isPojo() || isCutOff()) {
      return Optional.empty();
    }
    String text = node.asText().strip();
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  /** Text in lower case, for comparison with Azure's words. */
  public Optional<String> word() {
    return text().map(text -> text.toLowerCase(Locale.ROOT));
  }

  /**
   * The elements of a list. One value counts as a list of one, null and missing as an empty list;
   * Windows PowerShell wraps lists as {@code {"value": [...], "Count": 2}}.
   */
  public List<AzureNode> elements() {
    if (isAbsent()) {
      return List.of();
    }
    if (node.isObject() && node.size() == 2 && has("Count") && own("value").node.isArray()) {
      return own("value").elements();
    }
    if (!node.isArray()) {
      return List.of(this);
    }
    List<AzureNode> elements = new ArrayList<>(node.size());
    for (int i = 0; i < node.size(); i++) {
      elements.add(new AzureNode(this, node.get(i), "", i));
    }
    return elements;
  }

  public AzureResource resource() {
    return resource;
  }

  /** Where this was written. */
  DocumentPlace written() {
    StringBuilder inside = new StringBuilder();
    append(inside);
    return resource.written().apply(inside.toString());
  }

  /** In the document of the resource, or with the name of another one. */
  public String pointer() {
    return place(resource.document().text().name());
  }

  private void append(StringBuilder to) {
    if (!isRoot()) {
      parent.append(to);
      to.append('/');
      if (index >= 0) {
        to.append(index);
      } else {
        to.append(Pointers.escaped(name));
      }
    }
  }

  /** In the document of the service, or with the name of its own. */
  public String place(String home) {
    return place().text(home);
  }

  public Place place() {
    return written().place();
  }

  /** How messages quote this value. */
  String quoted() {
    String text = node.isValueNode() ? node.asText() : node.isArray() ? "a list" : "an object";
    return node.isValueNode() ? "`" + text + "`" : text;
  }
}
