package dev.vnetproof.engine;

import com.github.javaparser.JavaParser;
import com.github.javaparser.ParseResult;
import com.github.javaparser.ParserConfiguration;
import com.github.javaparser.Problem;
import com.github.javaparser.TokenRange;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.EnclosedExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.IntegerLiteralExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.NullLiteralExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.expr.StringLiteralExpr;
import com.github.javaparser.ast.stmt.BlockStmt;
import dev.vnetproof.model.AddressPrefixes;
import dev.vnetproof.model.ServiceTag;
import dev.vnetproof.rule.Demand;
import dev.vnetproof.rule.Finding;
import dev.vnetproof.rule.Remote;
import dev.vnetproof.rule.RequiredFlow;
import dev.vnetproof.rule.RequiredHost;
import dev.vnetproof.space.PortSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.drools.drl.ast.descr.PatternDescr;

/**
 * Looks at the Java code of own rules for what would only show when the rule fires: ids of others,
 * addresses and ports that are none, demands without a port. What it cannot see is checked then.
 */
final class ConsequenceCheck {
  private static final Set<String> INSERTS = Set.of("insert", "insertLogical", "logicalInsert");
  private static final Set<String> CHANGES =
      Set.of("delete", "retract", "update", "modify", "insertAsync");
  private static final Set<String> HANDLES = Set.of("drools", "kcontext");
  private static final Set<String> PORTS = Set.of("tcp", "udp", "tcpAnyPort");
  private static final Set<String> FAR_SIDES =
      Set.of("to", "from", "toVirtualNetwork", "fromVirtualNetwork", "withinSubnet");

  private final DrlFile file;
  private final DrlFile.Code code;
  private final Vocabulary words;
  private final Consumer<RuleProblem> problems;
  private final Map<String, String> ids = new TreeMap<>();

  ConsequenceCheck(
      DrlFile file, DrlFile.Code code, Vocabulary words, Consumer<RuleProblem> problems) {
    this.file = file;
    this.code = code;
    this.words = words;
    this.problems = problems;
  }

  /** The ids of requirements that the code writes out, with file and line of each. */
  Map<String, String> run() {
    JavaParser parser =
        new JavaParser(
            new ParserConfiguration().setLanguageLevel(ParserConfiguration.LanguageLevel.JAVA_17));
    ParseResult<BlockStmt> parsed = parser.parseBlock("{" + code.text() + "\n}");
    if (!parsed.isSuccessful() || parsed.getResult().isEmpty()) {
      syntax(parsed.getProblems());
      return ids;
    }
    BlockStmt block = parsed.getResult().get();
    block.findAll(MethodCallExpr.class).forEach(this::call);
    block.findAll(ObjectCreationExpr.class).forEach(this::creation);
    return ids;
  }

  // ---- syntax -----------------------------------------------------------------------------------

  /** The engine's own word `modify` is no Java: it is refused for what it does. */
  private void syntax(List<Problem> found) {
    int end = code.offset() + code.text().length();
    int modify = file.text().find("modify", code.offset(), end);
    if (modify >= 0) {
      problems.accept(file.problemAt(modify, changes("modify")));
      return;
    }
    Problem first = found.get(0);
    String message = first.getMessage();
    boolean semicolon = message.contains("Found \"}\"") && message.contains("\";\"");
    int line =
        first
            .getLocation()
            .flatMap(TokenRange::toRange)
            .map(range -> lineOf(range.begin.line))
            .orElse(file.text().lineOf(code.offset()));
    String what =
        semicolon
            ? "a statement does not end; expected `;`"
            : "cannot be read as Java: " + message.lines().findFirst().orElse("").strip();
    problems.accept(file.problem(line, what));
  }

  private int lineOf(int lineOfBlock) {
    return file.text().lineOf(code.offset()) + lineOfBlock - 1;
  }

  private void problem(Node at, String message) {
    int line = at.getRange().map(range -> lineOf(range.begin.line)).orElse(0);
    problems.accept(file.problem(line, subject() + message));
  }

  private String subject() {
    return code.rule().map(rule -> "rule `" + rule.getName() + "` ").orElse("a function ");
  }

  private String changes(String call) {
    return subject()
        + "says `"
        + call
        + "`, which changes what others found; expected inserts of demands, findings and facts of"
        + " its own";
  }

  // ---- calls ------------------------------------------------------------------------------------

  private void call(MethodCallExpr call) {
    String name = call.getNameAsString();
    Optional<Expression> scope = call.getScope();
    if (scope.isEmpty() && CHANGES.contains(name)) {
      problems.accept(
          file.problem(
              call.getName().getRange().map(range -> lineOf(range.begin.line)).orElse(0),
              changes(name)));
    }
    if (scope.isPresent()
        && scope.get() instanceof NameExpr handle
        && HANDLES.contains(handle.getNameAsString())) {
      problem(
          call,
          "reaches for `"
              + handle.getNameAsString()
              + "`; expected inserts of demands, findings and facts of its own");
    }
    if (INSERTS.contains(name) && call.getArguments().size() == 1) {
      inserted(call.getArgument(0));
    }
    Optional<Class<?>> owner = scope.flatMap(this::named);
    if (owner.isPresent() && isDemandOrFinding(owner.get())) {
      id(call, 0);
    }
    arguments(call, name, owner);
  }

  private void creation(ObjectCreationExpr creation) {
    named(creation.getType().getNameWithScope())
        .filter(ConsequenceCheck::isDemandOrFinding)
        .ifPresent(type -> literal(creation.getArguments(), 0).ifPresent(id -> id(creation, id)));
  }

  private void id(MethodCallExpr call, int index) {
    literal(call.getArguments(), index).ifPresent(id -> id(call, id));
  }

  private void id(Node at, String id) {
    int line = at.getRange().map(range -> lineOf(range.begin.line)).orElse(0);
    ids.putIfAbsent(id, file.path() + ":" + line);
    words.idProblem(id).ifPresent(problem -> problem(at, problem));
  }

  private void arguments(MethodCallExpr call, String name, Optional<Class<?>> owner) {
    boolean ofRemote = owner.filter(Remote.class::equals).isPresent();
    boolean ofAddresses = owner.filter(AddressPrefixes.class::equals).isPresent();
    switch (name) {
      case "to", "from" -> texts(call, text -> farSide(Remote.of(text)));
      case "carriedBy" -> texts(call, text -> words.tagProblem(ServiceTag.of(text)));
      case "tcp", "udp" -> ports(call);
      case "at" -> texts(call, ConsequenceCheck::address);
      case "orDiscouraged", "restingOnDefaultRule" -> id(call, call.getArguments().size() - 1);
      case "inboundTcp" ->
          literal(call.getArguments(), 3)
              .flatMap(text -> words.tagProblem(ServiceTag.of(text)))
              .ifPresent(problem -> problem(call, problem));
      case "tag" -> {
        if (ofRemote) {
          texts(call, text -> words.tagProblem(ServiceTag.of(text)));
        }
      }
      case "of" -> {
        if (ofRemote) {
          texts(call, text -> farSide(Remote.of(text)));
        } else if (ofAddresses) {
          texts(call, ConsequenceCheck::address);
        }
      }
      default -> {}
    }
  }

  private Optional<String> farSide(Remote remote) {
    return remote instanceof Remote.Tag tag ? words.tagProblem(tag.tag()) : Optional.empty();
  }

  private static Optional<String> address(String text) {
    try {
      AddressPrefixes.of(text);
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of("names `" + text + "`, which " + e.getMessage());
    }
  }

  /** Every argument that is a literal text. */
  private void texts(MethodCallExpr call, Function<String, Optional<String>> check) {
    for (int i = 0; i < call.getArguments().size(); i++) {
      literal(call.getArguments(), i)
          .flatMap(text -> checked(check, text))
          .ifPresent(problem -> problem(call.getArgument(0), problem));
    }
  }

  private static Optional<String> checked(Function<String, Optional<String>> check, String text) {
    try {
      return check.apply(text);
    } catch (IllegalArgumentException e) {
      return Optional.of("names " + e.getMessage());
    }
  }

  private void ports(MethodCallExpr call) {
    if (call.getArguments().isEmpty()) {
      problem(call.getName(), "names no port; expected one, as in `.tcp(443)`");
    }
    for (Expression argument : call.getArguments()) {
      if (argument instanceof IntegerLiteralExpr number
          && (number.asNumber().longValue() > PortSet.MAX_PORT)) {
        problem(
            argument, "names port " + number.getValue() + "; expected at most " + PortSet.MAX_PORT);
      }
    }
  }

  // ---- what is inserted -------------------------------------------------------------------------

  private void inserted(Expression fact) {
    if (fact instanceof EnclosedExpr enclosed) {
      inserted(enclosed.getInner());
    } else if (fact instanceof NullLiteralExpr) {
      problem(fact, "inserts null; expected a demand, a finding or a fact of its own");
    } else {
      typeOf(fact)
          .filter(type -> type.getName().startsWith("dev.vnetproof."))
          .filter(type -> !isDemandOrFinding(type))
          .ifPresent(
              type ->
                  problem(
                      fact,
                      "inserts a `"
                          + type.getSimpleName()
                          + "`, which only an environment has; expected a demand, a finding or a"
                          + " fact of a type that the rules declare"));
      whole(fact);
    }
  }

  /** A demand that is written in one go must say all that it needs. */
  private void whole(Expression fact) {
    Set<String> said = new HashSet<>();
    Expression root = fact;
    while (root instanceof MethodCallExpr call && call.getScope().isPresent()) {
      said.add(call.getNameAsString());
      root = call.getScope().get();
    }
    Optional<Class<?>> type = named(root);
    boolean flow = type.filter(RequiredFlow.class::equals).isPresent();
    boolean host = type.filter(RequiredHost.class::equals).isPresent();
    if ((flow || host) && PORTS.stream().noneMatch(said::contains)) {
      problem(fact, "makes a demand that names no port; expected one, as in `.tcp(443)`");
    } else if (flow && FAR_SIDES.stream().noneMatch(said::contains)) {
      problem(
          fact, "makes a demand that names no far side; expected one, as in `.to(\"Storage\")`");
    }
  }

  /** The class that an expression creates, starts from or is bound to, where that can be seen. */
  private Optional<Class<?>> typeOf(Expression fact) {
    if (fact instanceof ObjectCreationExpr creation) {
      return named(creation.getType().getNameWithScope());
    }
    if (fact instanceof NameExpr name) {
      return bound(name.getNameAsString()).flatMap(this::named);
    }
    Expression root = fact;
    while (root instanceof MethodCallExpr call && call.getScope().isPresent()) {
      root = call.getScope().get();
    }
    return root == fact ? Optional.empty() : named(root);
  }

  /** The type of the pattern that a rule binds to a variable. */
  private Optional<String> bound(String variable) {
    return code.rule().stream()
        .flatMap(rule -> rule.getLhs().getAllPatternDescr().stream())
        .filter(pattern -> variable.equals(pattern.getIdentifier()))
        .map(PatternDescr::getObjectType)
        .findFirst();
  }

  private static boolean isDemandOrFinding(Class<?> type) {
    return Demand.class.isAssignableFrom(type) || Finding.class.isAssignableFrom(type);
  }

  private Optional<Class<?>> named(Expression expression) {
    return expression instanceof NameExpr || expression instanceof FieldAccessExpr
        ? named(expression.toString())
        : Optional.empty();
  }

  /** One of our classes by its simple or full name. */
  private Optional<Class<?>> named(String name) {
    return file.tree().getImports().stream()
        .map(each -> each.getTarget())
        .flatMap(
            target ->
                target.endsWith(".*")
                    ? Stream.of(target.substring(0, target.length() - 1) + name)
                    : target.endsWith("." + name.split("\\.", -1)[0])
                        ? Stream.of(
                            target
                                + name.substring(name.split("\\.", -1)[0].length())
                                    .replace('.', '$'))
                        : Stream.empty())
        .map(ConsequenceCheck::ours)
        .flatMap(Optional::stream)
        .findFirst()
        .or(() -> ours(name));
  }

  private static Optional<Class<?>> ours(String name) {
    if (!name.startsWith("dev.vnetproof.")) {
      return Optional.empty();
    }
    try {
      return Optional.of(Class.forName(name, false, ConsequenceCheck.class.getClassLoader()));
    } catch (ClassNotFoundException | LinkageError e) {
      return Optional.empty();
    }
  }

  /** A literal text among arguments, also one that is put together of literals. */
  private static Optional<String> literal(List<Expression> arguments, int index) {
    return index < 0 || index >= arguments.size()
        ? Optional.empty()
        : literal(arguments.get(index));
  }

  private static Optional<String> literal(Expression expression) {
    if (expression instanceof StringLiteralExpr text) {
      return Optional.of(text.asString());
    }
    if (expression instanceof EnclosedExpr enclosed) {
      return literal(enclosed.getInner());
    }
    return expression instanceof BinaryExpr sum && sum.getOperator() == BinaryExpr.Operator.PLUS
        ? literal(sum.getLeft()).flatMap(left -> literal(sum.getRight()).map(left::concat))
        : Optional.empty();
  }
}
