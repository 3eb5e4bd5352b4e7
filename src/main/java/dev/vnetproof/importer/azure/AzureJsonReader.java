package dev.vnetproof.importer.azure;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vnetproof.importer.captured.AnswerReader;
import dev.vnetproof.importer.resource.AzureResource;
import dev.vnetproof.importer.resource.AzureTypes;
import dev.vnetproof.importer.resource.ChildList;
import dev.vnetproof.importer.resource.PowerShellDepth;
import dev.vnetproof.importer.resource.ResourceId;
import dev.vnetproof.importer.resource.ResourceShape;
import dev.vnetproof.importer.resource.Skips;
import dev.vnetproof.source.JsonDocument;
import dev.vnetproof.source.JsonDocument.Remark;
import dev.vnetproof.source.Pointers;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Finds the resources in what Azure's tools print: REST GET, {@code az ... show} and {@code list},
 * Resource Graph, and PowerShell through {@code ConvertTo-Json}; alone, in lists, and in {@code
 * value} or {@code data} envelopes.
 */
public final class AzureJsonReader {
  /** Deeper than any envelope; what lies below is the inside of something else. */
  private static final int MAX_DEPTH = 6;

  /** Properties of the documents that other importers read. */
  private static final List<String> OTHERS =
      List.of(
          "$schema",
          "contentVersion",
          "snapshot",
          "terraform_version",
          "planned_values",
          "format_version");

  /** Properties that are objects in every resource that has them. */
  private static final Set<String> OBJECTS = Set.of("properties", "sku");

  private static final String NO_JSON = "the text is not JSON; expected an object as text";
  private static final String CUT_OFF =
      "the text breaks off; expected a whole object as text (Excel keeps 32,767 characters of a"
          + " cell), or an export as JSON";

  private static final String TOO_LONG =
      String.format(Locale.ROOT, "is no id: expected at most %,d characters", ResourceId.LONGEST);

  private final JsonDocument document;
  private final List<AzureResource> resources = new ArrayList<>();
  private final AnswerReader answers = new AnswerReader(this::add);
  private final SortedMap<String, Skips> skipped = new TreeMap<>();
  private final List<Remark> remarks = new ArrayList<>();

  private AzureJsonReader(JsonDocument document) {
    this.document = document;
  }

  /** The resources of one document, in its order. */
  public static AzureResources read(JsonDocument document) {
    AzureJsonReader reader = new AzureJsonReader(document);
    reader.visit(document.root(), "", 0, true);
    return new AzureResources(reader.resources, reader.skipped, document.problems(reader.remarks));
  }

  /**
   * Whether the document holds at least one Azure resource. Templates, Terraform's files and native
   * snapshots hold resources that are not written out yet, and are not meant.
   */
  public static boolean looksLikeAzure(JsonNode root) {
    return OTHERS.stream().noneMatch(root::has) && looksLikeAzure(root, 0);
  }

  private static boolean looksLikeAzure(JsonNode node, int depth) {
    if (depth > MAX_DEPTH || !node.isContainerNode()) {
      return false;
    }
    if (node.isObject()
        && (ResourceShape.type(node).isPresent()
            || ResourceShape.isSecurityRule(node)
            || AnswerReader.isAnswer(node)
            || graphTable(node).isPresent())) {
      return true;
    }
    for (JsonNode child : node) {
      if (looksLikeAzure(child, depth + 1)) {
        return true;
      }
    }
    return false;
  }

  /**
   * @param whole whether a list is all there is; an envelope may say that more follows
   */
  private void visit(JsonNode node, String pointer, int depth, boolean whole) {
    if (depth > MAX_DEPTH) {
      return;
    }
    if (node instanceof ArrayNode list) {
      Optional<ChildList> children = whole ? ChildList.of(list) : Optional.empty();
      if (children.isPresent()) {
        ResourceId parent = children.get().parent();
        add(
            children.get().parentType(),
            parent.text(),
            parent.name(),
            children.get().body(),
            children.get().places(pointer));
        return;
      }
      if (whole && answers.read(list, pointer)) {
        return;
      }
      for (int i = 0; i < node.size(); i++) {
        visit(node.get(i), pointer + "/" + i, depth + 1, true);
      }
    } else if (node instanceof ObjectNode object) {
      visit(object, pointer, depth);
    }
  }

  private void visit(ObjectNode node, String pointer, int depth) {
    if (answers.read(node, pointer)) {
      return;
    }
    Optional<ObjectNode> table = graphTable(node);
    if (table.isPresent()) {
      graphRows(table.get(), pointer);
      return;
    }
    Optional<String> type = ResourceShape.type(node);
    if (type.isPresent()) {
      add(type.get(), node, pointer, inside -> pointer + inside);
      return;
    }
    // An envelope: value (REST, PowerShell), data (Resource Graph), or names of the user's own.
    boolean whole =
        Stream.of("nextLink", "skipToken").allMatch(p -> ResourceShape.text(node, p).isEmpty());
    Iterator<Map.Entry<String, JsonNode>> fields = node.fields();
    while (fields.hasNext()) {
      Map.Entry<String, JsonNode> field = fields.next();
      visit(field.getValue(), Pointers.child(pointer, field.getKey()), depth + 1, whole);
    }
  }

  private void add(String type, ObjectNode node, String pointer, UnaryOperator<String> places) {
    String id = ResourceShape.text(node, "id").orElse("");
    String name =
        ResourceShape.text(node, "name")
            .orElseGet(() -> id.isEmpty() ? "" : new ResourceId(id).name());
    String lower = type.toLowerCase(Locale.ROOT);
    // For want of room nothing is left of some rows but what they are.
    boolean isPassedOver =
        AzureTypes.isMinor(lower) && node.size() <= 2 && node.size() == (id.isEmpty() ? 1 : 2);
    if (isPassedOver || !AzureTypes.isRead(lower)) {
      skipped.merge(lower, Skips.of(name), Skips::and);
      return;
    }
    if (new ResourceId(id).isTooLong()) {
      remarks.add(new Remark(places.apply("/id"), TOO_LONG));
      return;
    }
    ObjectNode body = unfolded(node, pointer);
    JsonNode properties = body.path("properties");
    if (!properties.isMissingNode()
        && !properties.isObject()
        && !properties.isNull()
        && !properties.asText().isBlank()
        && !PowerShellDepth.is(properties)) {
      remarks.add(new Remark(places.apply("/properties"), "is no object; expected one"));
      return;
    }
    add(type, id, name, body, places);
  }

  private void add(
      String type, String id, String name, ObjectNode body, UnaryOperator<String> places) {
    String last = name.substring(name.lastIndexOf('/') + 1);
    resources.add(new AzureResource(type, id, last, body, document, places));
  }

  /** Resource Graph exports carry objects and lists as text; a table has nothing but texts. */
  private ObjectNode unfolded(ObjectNode node, String pointer) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    boolean isFolded = false;
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      String text = field.getValue().isTextual() ? field.getValue().textValue().strip() : "";
      String place = Pointers.child(pointer, field.getKey());
      JsonNode value = field.getValue();
      // PowerShell prints SubnetsText beside Subnets, for where those are cut off.
      boolean isCopy = field.getKey().endsWith("Text");
      if (!isCopy && (text.startsWith("{") || text.startsWith("["))) {
        isFolded = true;
        value = unfolded(field.getKey(), value, text, place);
      }
      if (!value.isMissingNode()) {
        body.set(field.getKey(), value);
      }
    }
    return isFolded ? body : node;
  }

  /** The text itself where it may be meant as one, and nothing where it is spoilt. */
  private JsonNode unfolded(String name, JsonNode value, String text, String place) {
    try {
      return document.embedded(place, text);
    } catch (JsonProcessingException e) {
      if (!OBJECTS.contains(name.toLowerCase(Locale.ROOT))) {
        return value;
      }
      remarks.add(new Remark(place, e instanceof JsonEOFException ? CUT_OFF : NO_JSON));
      return MissingNode.getInstance();
    }
  }

  /** Resource Graph's table form: {@code {"columns": [{"name": ...}], "rows": [[...]]}}. */
  private static Optional<ObjectNode> graphTable(JsonNode node) {
    return node instanceof ObjectNode object
            && object.path("columns").path(0).has("name")
            && object.path("rows").path(0).isArray()
        ? Optional.of(object)
        : Optional.empty();
  }

  private void graphRows(ObjectNode table, String pointer) {
    JsonNode columns = table.path("columns");
    for (int r = 0; r < table.path("rows").size(); r++) {
      JsonNode row = table.path("rows").get(r);
      ObjectNode node = JsonNodeFactory.instance.objectNode();
      for (int c = 0; c < columns.size() && c < row.size(); c++) {
        node.set(columns.get(c).path("name").asText(), row.get(c));
      }
      String place = pointer + "/rows/" + r;
      Optional<String> type = ResourceShape.type(node);
      if (type.isPresent()) {
        add(type.get(), node, place, inside -> cell(columns, place, inside));
      }
    }
  }

  private static String cell(JsonNode columns, String row, String inside) {
    if (inside.isEmpty()) {
      return row;
    }
    JsonPointer pointer = JsonPointer.compile(inside);
    for (int c = 0; c < columns.size(); c++) {
      if (columns.get(c).path("name").asText().equals(pointer.getMatchingProperty())) {
        return row + "/" + c + pointer.tail();
      }
    }
    return row;
  }
}
