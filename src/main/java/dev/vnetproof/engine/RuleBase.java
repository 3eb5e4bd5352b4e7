package dev.vnetproof.engine;

import dev.vnetproof.analysis.Decision;
import dev.vnetproof.catalogue.CatalogueException;
import dev.vnetproof.finding.Finding;
import dev.vnetproof.requirement.Demand;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.drools.model.Model;
import org.drools.modelcompiler.KieBaseBuilder;
import org.kie.api.KieBase;
import org.kie.api.runtime.KieSession;

/** Compiled rules, ready to run. Immutable and thread-safe; every run has a session of its own. */
public final class RuleBase {
  static final String MODEL_LIST = "META-INF/vnetproof/rule-models";

  /** Far more firings than any snapshot needs: an authored rule that feeds itself ends here. */
  private static final int MAX_FIRINGS = 1_000_000;

  private final KieBase rules;

  private RuleBase(KieBase rules) {
    this.rules = rules;
  }

  /** The rules that ship with the library, compiled when it was built. One for all who ask. */
  public static RuleBase builtIn() {
    return BuiltIn.RULES;
  }

  /** Loaded once, by whoever asks first; others wait for it. */
  private static final class BuiltIn {
    static final RuleBase RULES =
        new RuleBase(KieBaseBuilder.createKieBaseFromModel(builtInModels()));
  }

  /**
   * The built-in rules and those of a folder besides.
   *
   * @throws CatalogueException if a rule does not compile, naming file, line and problem
   */
  public static RuleBase builtInAnd(Path folder) {
    Map<String, String> drl = RuleFiles.read(folder, "");
    if (drl.isEmpty()) {
      throw new CatalogueException("`" + folder + "` holds no rules; expected `*.drl` files");
    }
    List<Model> models = new ArrayList<>(builtInModels());
    CompiledRules compiled = RuleCompiler.compile(drl);
    ClassLoader loader = new RuleClassLoader(compiled.classes());
    compiled.models().forEach(name -> models.add(model(name, loader)));
    return new RuleBase(KieBaseBuilder.createKieBaseFromModel(models));
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
  public record Result(List<Decision> decisions, List<Finding> findings) {}

  /**
   * Runs the rules over facts: demands are decided as they appear, and rules judge the decisions
   * that leave something to report, until nothing more fires.
   *
   * @param decide the analysis
   * @throws CatalogueException if the rules do not come to rest
   */
  public Result run(Collection<?> facts, Function<Demand, Decision> decide) {
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
            if (decided.add(demand)) {
              fresh.add(decide.apply(demand));
            }
          } else if (fact instanceof Finding finding) {
            findings.add(finding);
          }
        }
        for (Decision decision : fresh) {
          if (decision.isNoteworthy()) {
            session.insert(decision);
            news = true;
          }
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
