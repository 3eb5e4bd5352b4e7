package dev.vnetproof.engine;

import dev.vnetproof.catalogue.Catalogue;
import dev.vnetproof.catalogue.CatalogueException;
import dev.vnetproof.model.ServiceTag;
import dev.vnetproof.rule.Decision;
import dev.vnetproof.rule.Demand;
import dev.vnetproof.rule.Finding;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.function.Predicate;
import org.drools.model.Model;
import org.drools.modelcompiler.KieBaseBuilder;
import org.jspecify.annotations.Nullable;
import org.kie.api.KieBase;
import org.kie.api.runtime.KieSession;

/** Compiled rules, ready to run. Immutable and thread-safe; every run has a session of its own. */
public final class RuleBase {
  static final String MODEL_LIST = "META-INF/vnetproof/rule-models";

  /** Far more firings than any snapshot needs: an authored rule that feeds itself ends here. */
  private static final int MAX_FIRINGS = 1_000_000;

  private static volatile @Nullable RuleBase builtIn;

  private final List<Model> models;
  private final KieBase rules;
  private final Optional<OwnRules> own;

  private RuleBase(List<Model> models, Optional<OwnRules> own) {
    this.models = models;
    this.rules = KieBaseBuilder.createKieBaseFromModel(models);
    this.own = own;
  }

  /** The rules that ship with the library, compiled when it was built. One for all who ask. */
  public static RuleBase builtIn() {
    RuleBase loaded = builtIn;
    return loaded != null ? loaded : loadBuiltIn();
  }

  /** Loaded by whoever asks first; others wait. Not in an initialiser, which fails for ever. */
  private static synchronized RuleBase loadBuiltIn() {
    RuleBase loaded = builtIn;
    if (loaded == null) {
      loaded = ContextLoader.ours(() -> new RuleBase(builtInModels(), Optional.empty()).warm());
      builtIn = loaded;
    }
    return loaded;
  }

  /** The engine loads what a session needs here rather than in the first evaluation. */
  private RuleBase warm() {
    KieSession session = rules.newKieSession();
    session.fireAllRules();
    session.dispose();
    return this;
  }

  /**
   * The built-in rules and those of a folder besides.
   *
   * @param published tags that exist whatever we know of tags
   * @throws CatalogueException if a rule does not compile or does what own rules may not, naming
   *     file, line and problem; or if the libraries that compile rules are not there
   */
  public static RuleBase builtInAnd(Path folder, Predicate<ServiceTag> published) {
    CompilerLibraries.require(folder);
    List<Model> builtInModels = builtIn().models;
    Set<String> names = new HashSet<>();
    builtInModels.forEach(model -> model.getRules().forEach(rule -> names.add(rule.getName())));
    Vocabulary vocabulary =
        new Vocabulary(Catalogue.builtIn().requirements().keySet(), names, published);
    return ContextLoader.ours(() -> with(OwnRules.read(folder, vocabulary), builtInModels));
  }

  private static RuleBase with(OwnRules own, List<Model> builtInModels) {
    try {
      List<Model> models = new ArrayList<>(builtInModels);
      ClassLoader loader = new RuleClassLoader(own.classes());
      own.models().forEach(name -> models.add(model(name, loader)));
      return new RuleBase(models, Optional.of(own));
    } catch (RuntimeException | LinkageError e) {
      throw OwnFaults.of(own, e);
    }
  }

  /** The ids that own rules write out, and the file and line of each; empty without own rules. */
  public Map<String, String> ownIds() {
    return own.map(OwnRules::ids).orElse(Map.of());
  }

  /**
   * These rules as far as they speak for some requirements, and those that speak for none.
   *
   * @param wanted ids of requirements
   */
  public RuleBase only(Predicate<String> wanted) {
    Predicate<String> names =
        name -> {
          String id = name.indexOf(' ') < 0 ? name : name.substring(0, name.indexOf(' '));
          return id.indexOf('.') < 0 || wanted.test(id);
        };
    return ContextLoader.ours(
        () ->
            new RuleBase(
                models.stream().map(model -> (Model) new SomeRules(model, names)).toList(),
                Optional.empty()));
  }

  private static List<Model> builtInModels() {
    ClassLoader loader = Objects.requireNonNull(RuleBase.class.getClassLoader());
    try (InputStream in =
        Objects.requireNonNull(loader.getResourceAsStream(MODEL_LIST), "built without rules")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(name -> model(name, loader))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Model model(String name, ClassLoader loader) {
    try {
      return (Model) loader.loadClass(name).getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot load the rules of " + name, e);
    }
  }

  /** What a run leaves behind, in no particular order. */
  public record Result(List<Decision> decisions, List<Finding> findings) {

    /** These, and what others say of requirements that are not built in. */
    private Result and(Result others, Vocabulary vocabulary) {
      List<Decision> allDecisions = new ArrayList<>(decisions);
      List<Finding> allFindings = new ArrayList<>(findings);
      others.decisions.stream()
          .filter(decision -> vocabulary.idProblem(decision.demand().requirement()).isEmpty())
          .forEach(allDecisions::add);
      others.findings.stream()
          .filter(finding -> vocabulary.idProblem(finding.requirement()).isEmpty())
          .forEach(allFindings::add);
      return new Result(allDecisions, allFindings);
    }
  }

  /**
   * Runs the rules over facts: demands are decided as they appear, and rules judge the decisions,
   * until nothing more fires.
   *
   * <p>The built-in rules run by themselves, so that nothing can change what they say. Own rules
   * run after that, over the same facts and beside the built-in rules, and only what they say of
   * their own requirements counts.
   *
   * @param wanted the requirements that are looked at; demands and findings of others are left out
   * @param decide the analysis
   * @throws CatalogueException if an own rule fails, inserts what it may not, does not come to rest
   *     or takes longer than it may
   * @throws java.util.concurrent.CancellationException if the thread is interrupted or the time is
   *     over
   */
  public Result run(
      Collection<?> facts,
      Predicate<String> wanted,
      Function<Demand, Decision> decide,
      Watch watch) {
    Function<Demand, Decision> watched =
        demand -> {
          watch.check();
          return decide.apply(demand);
        };
    return ContextLoader.ours(
        () ->
            own.map(rules -> withOwn(rules, facts, wanted, watched, watch))
                .orElseGet(() -> new Session(rules, facts, wanted, watched).result()));
  }

  private Result withOwn(
      OwnRules own,
      Collection<?> facts,
      Predicate<String> wanted,
      Function<Demand, Decision> decide,
      Watch watch) {
    Map<Demand, Decision> decided = new HashMap<>();
    Function<Demand, Decision> once = demand -> decided.computeIfAbsent(demand, decide);
    Result alone = new Session(builtIn().rules, facts, wanted, once).result();
    return alone.and(runOwn(own, facts, wanted, once, watch), own.vocabulary());
  }

  private Result runOwn(
      OwnRules own,
      Collection<?> facts,
      Predicate<String> wanted,
      Function<Demand, Decision> decide,
      Watch watch) {
    OwnRun run = new OwnRun(own, watch, facts);
    watch.enterOwnRules();
    RuleGuard.begin(run);
    try {
      Result result = new Session(rules, facts, wanted, demand -> decide(demand, decide)).result();
      run.stop()
          .ifPresent(
              stop -> {
                throw stop;
              });
      return result;
    } catch (Throwable e) { // The built-in rules alone have just come through.
      Throwable cause = run.stop().map(Throwable.class::cast).orElse(e);
      if (cause instanceof CancellationException cancelled) {
        throw cancelled;
      }
      throw OwnFaults.of(own, cause);
    } finally {
      RuleGuard.end();
      watch.leaveOwnRules();
    }
  }

  private static Decision decide(Demand demand, Function<Demand, Decision> decide) {
    try {
      return decide.apply(demand);
    } catch (CancellationException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new RuleFault(
          Set.of(demand.requirement()), "makes a demand that cannot be decided: " + e.getMessage());
    }
  }

  /** One run of one set of rules. */
  private record Session(
      KieBase rules,
      Collection<?> facts,
      Predicate<String> wanted,
      Function<Demand, Decision> decide) {

    Result result() {
      KieSession session = rules.newKieSession();
      try {
        facts.forEach(session::insert);
        Set<Demand> decided = new HashSet<>();
        List<Decision> decisions = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        int firings = 0;
        boolean news = true;
        while (news) {
          firings += fire(session, firings);
          news = false;
          findings.clear();
          List<Decision> fresh = new ArrayList<>();
          for (Object fact : session.getObjects()) {
            if (fact instanceof Demand demand) {
              if (wanted.test(demand.requirement()) && decided.add(demand)) {
                fresh.add(decide.apply(demand));
              }
            } else if (fact instanceof Finding finding && wanted.test(finding.requirement())) {
              findings.add(finding);
            }
          }
          for (Decision decision : fresh) {
            session.insert(decision);
            news = true;
          }
          decisions.addAll(fresh);
        }
        return new Result(decisions, findings);
      } finally {
        session.dispose();
      }
    }

    private static int fire(KieSession session, int before) {
      int firings = session.fireAllRules(MAX_FIRINGS - before);
      if (before + firings >= MAX_FIRINGS) {
        throw new CatalogueException(
            "the rules did not come to rest after "
                + MAX_FIRINGS
                + " firings; expected rules that do not feed themselves");
      }
      return firings;
    }
  }

  /** Defines authored rules; its own classes come first, so that package names may repeat. */
  private static final class RuleClassLoader extends ClassLoader {
    private final Map<String, byte[]> classes;

    RuleClassLoader(Map<String, byte[]> classes) {
      super(RuleBase.class.getClassLoader());
      this.classes = classes;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        byte[] bytes = classes.get(name.replace('.', '/') + ".class");
        if (bytes == null) {
          return super.loadClass(name, resolve);
        }
        Class<?> loaded = findLoadedClass(name);
        return loaded != null ? loaded : defineClass(name, bytes, 0, bytes.length);
      }
    }
  }
}
