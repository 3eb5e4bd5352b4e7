package dev.vnetproof.model;

import java.util.Optional;

/** What would settle something that is not known. */
public sealed interface Missing {

  /** What kind of thing it is, as reports name it. */
  enum Kind {
    PROPERTY("property"),
    SERVICE_TAG_FILE("serviceTagFile"),
    EXPRESSION("expression"),
    ALLOWANCE_LIST("allowanceList"),
    DOCUMENT_SILENT("documentSilent"),
    BUDGET("budget");

    private final String reportName;

    Kind(String reportName) {
      this.reportName = reportName;
    }

    /** As the report spells it. */
    public String reportName() {
      return reportName;
    }
  }

  /**
   * A property of the snapshot or of an input.
   *
   * @param name of the property; empty where the text alone says what it is
   * @param isPlace whether the text is the property's JSON pointer in the snapshot
   */
  record Property(String name, String text, boolean isPlace) implements Missing {
    public Property {
      text = bounded(text);
    }

    @Override
    public Kind kind() {
      return Kind.PROPERTY;
    }

    /** The JSON pointer, if it is one of the snapshot. */
    public Optional<String> pointer() {
      return isPlace ? Optional.of(text) : Optional.empty();
    }
  }

  /**
   * A resource that some input refers to and none holds.
   *
   * @param type as inputs name the reference: {@code subnet}, {@code virtualNetwork}
   * @param id its resource id; what is not known of it stands in braces
   * @param note what others say of it; may be empty
   */
  record Resource(String type, String id, String note) implements Missing {
    public Resource {
      id = bounded(id);
      note = bounded(note);
    }

    @Override
    public String text() {
      return type + " `" + id + "` is not in the input" + (note.isEmpty() ? "" : ": " + note);
    }

    @Override
    public Kind kind() {
      return Kind.PROPERTY;
    }

    /** The last part of the id. */
    public String name() {
      return part(id.length());
    }

    /** The name of what holds it: of the network, where it is a subnet. */
    public String parentName() {
      int end = id.lastIndexOf('/', Math.max(0, id.lastIndexOf('/') - 1));
      return part(Math.max(0, end));
    }

    private String part(int end) {
      return id.substring(id.lastIndexOf('/', Math.max(0, end - 1)) + 1, end);
    }
  }

  /**
   * The value of a template's expression.
   *
   * @param expression as it is written
   * @param pointer where it stands in its input
   * @param note what others say of it; may be empty
   */
  record Expression(String expression, String pointer, String note) implements Missing {
    public Expression {
      expression = bounded(expression);
      pointer = bounded(pointer);
      note = bounded(note);
    }

    @Override
    public String text() {
      return "`" + expression + "` at " + pointer + (note.isEmpty() ? "" : ": " + note);
    }

    @Override
    public Kind kind() {
      return Kind.EXPRESSION;
    }

    /** Whether parameters of the template would settle it. */
    public boolean hasParameters() {
      return expression.contains("parameters(");
    }
  }

  /** Microsoft's published addresses of service tags. */
  record ServiceTagFile(String text) implements Missing {
    public ServiceTagFile {
      text = bounded(text);
    }

    @Override
    public Kind kind() {
      return Kind.SERVICE_TAG_FILE;
    }
  }

  /** What an appliance lets through. */
  record AllowanceList(String text) implements Missing {
    public AllowanceList {
      text = bounded(text);
    }

    @Override
    public Kind kind() {
      return Kind.ALLOWANCE_LIST;
    }
  }

  /** What neither the document nor an input can tell. */
  record DocumentSilent(String text) implements Missing {
    public DocumentSilent {
      text = bounded(text);
    }

    @Override
    public Kind kind() {
      return Kind.DOCUMENT_SILENT;
    }
  }

  /** More steps of the search. */
  record Budget(String text) implements Missing {
    public Budget {
      text = bounded(text);
    }

    @Override
    public Kind kind() {
      return Kind.BUDGET;
    }
  }

  /** As findings name it. */
  String text();

  /** What kind of thing it is. */
  Kind kind();

  /** The firewall and its lists are what it lets through; every other pointer is of a property. */
  static Missing at(String pointer) {
    return pointer.endsWith("/egressFirewall")
            || pointer.endsWith("/egressFirewall/networkAllowances")
            || pointer.endsWith("/egressFirewall/fqdnAllowances")
        ? new AllowanceList(pointer)
        : new Property(pointer.substring(pointer.lastIndexOf('/') + 1), pointer, true);
  }

  /** A property that some input would show: {@code property} of {@code owner}. */
  static Missing property(String property, String owner) {
    return new Property(property, property + " of " + owner, false);
  }

  /** Something that some input would show, in words. */
  static Missing fact(String words) {
    return new Property("", words, false);
  }

  /** A resource that is referred to: {@code type} says by what. */
  static Missing resource(String type, String id) {
    return new Resource(type, id, "");
  }

  /** The same, with what others say of it. */
  default Missing noting(String note) {
    if (this instanceof Resource resource) {
      return new Resource(resource.type(), resource.id(), note);
    }
    return this instanceof Expression expression
        ? new Expression(expression.expression(), expression.pointer(), note)
        : new Property(
            this instanceof Property property ? property.name() : "", text() + ": " + note, false);
  }

  /** A name of megabytes in it would be searched for every finding. */
  private static String bounded(String text) {
    int most = 4_000;
    return text.length() <= most
        ? text
        : text.substring(0, most / 2) + "..." + text.substring(text.length() - most / 2);
  }
}
