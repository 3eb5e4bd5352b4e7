package dev.vnetproof.model;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

  /** A property of the snapshot or of an input. */
  record Property(String text) implements Missing {
    @Override
    public Kind kind() {
      return Kind.PROPERTY;
    }

    /** The JSON pointer, if it is one of the snapshot. */
    public Optional<String> pointer() {
      return text.startsWith("/") && text.indexOf(' ') < 0 ? Optional.of(text) : Optional.empty();
    }

    /** The name of the property: the last part of a pointer, or the first word. */
    public String name() {
      return pointer().map(p -> p.substring(p.lastIndexOf('/') + 1)).orElse(text.split(" ", 2)[0]);
    }
  }

  /**
   * A resource that some input refers to and none holds.
   *
   * @param type as inputs name the reference: {@code subnet}, {@code virtualNetwork}
   * @param id its resource id; what is not known of it stands in braces
   */
  record Resource(String type, String id, String text) implements Missing {
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

  /** The value of a template's expression. */
  record Expression(String text) implements Missing {
    @Override
    public Kind kind() {
      return Kind.EXPRESSION;
    }
  }

  /** Microsoft's published addresses of service tags. */
  record ServiceTagFile(String text) implements Missing {
    @Override
    public Kind kind() {
      return Kind.SERVICE_TAG_FILE;
    }
  }

  /** What an appliance lets through. */
  record AllowanceList(String text) implements Missing {
    @Override
    public Kind kind() {
      return Kind.ALLOWANCE_LIST;
    }
  }

  /** What neither the document nor an input can tell. */
  record DocumentSilent(String text) implements Missing {
    @Override
    public Kind kind() {
      return Kind.DOCUMENT_SILENT;
    }
  }

  /** More steps of the search. */
  record Budget(String text) implements Missing {
    @Override
    public Kind kind() {
      return Kind.BUDGET;
    }
  }

  /** As findings name it. */
  String text();

  /** What kind of thing it is. */
  Kind kind();

  /** What the analysis named; data travel through it by their text. */
  static Missing of(String named) {
    String text = Texts.bounded(named);
    Matcher absent = Texts.ABSENT.matcher(text);
    if (absent.matches()) {
      return new Resource(absent.group(1), absent.group(2), text);
    }
    if (Texts.FILE.matcher(text).find()) {
      return new ServiceTagFile(text);
    }
    if (Texts.ALLOWANCES.matcher(text).find()) {
      return new AllowanceList(text);
    }
    if (Texts.EXPRESSION.matcher(text).find()) {
      return new Expression(text);
    }
    if (Texts.BUDGET.matcher(text).find()) {
      return new Budget(text);
    }
    boolean names = text.indexOf('`') >= 0 || text.indexOf('/') >= 0;
    return !names || Texts.SILENT.matcher(text).find()
        ? new DocumentSilent(text)
        : new Property(text);
  }

  /** How each kind is written. */
  final class Texts {
    private static final Pattern ABSENT =
        Pattern.compile("(\\w+) `([^`]+)` is not in the input(?:: .*)?", Pattern.DOTALL);
    private static final Pattern FILE =
        Pattern.compile("^the service tag file of |which the service tag file does not hold$");
    private static final Pattern ALLOWANCES =
        Pattern.compile(
            "^the allowances of |^/\\S*/egressFirewall(/(network|fqdn)Allowances)?($|, which says"
                + " there is none)");
    private static final Pattern EXPRESSION = Pattern.compile("^`.*` at \\S*$", Pattern.DOTALL);
    private static final Pattern BUDGET = Pattern.compile("\\bsearch budget\\b");
    private static final Pattern SILENT =
        Pattern.compile(
            "^(the addresses of `|which names below `|the addresses that |whether the hosts? `)");

    /** A name of megabytes in it would be searched for every finding. */
    private static final int MOST = 4_000;

    private Texts() {}

    private static String bounded(String text) {
      return text.length() <= MOST
          ? text
          : text.substring(0, MOST / 2) + "..." + text.substring(text.length() - MOST / 2);
    }
  }
}
