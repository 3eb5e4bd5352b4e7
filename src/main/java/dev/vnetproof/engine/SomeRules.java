package dev.vnetproof.engine;

import java.util.List;
import java.util.function.Predicate;
import org.drools.model.EntryPoint;
import org.drools.model.Global;
import org.drools.model.Model;
import org.drools.model.Query;
import org.drools.model.Rule;
import org.drools.model.TypeMetaData;

/** Some rules of a compiled model, chosen by their names. */
record SomeRules(Model whole, Predicate<String> wanted) implements Model {
  @Override
  public String getName() {
    return whole.getName();
  }

  @Override
  public String getPackageName() {
    return whole.getPackageName();
  }

  @Override
  public List<Rule> getRules() {
    return whole.getRules().stream().filter(rule -> wanted.test(rule.getName())).toList();
  }

  @Override
  public List<Global> getGlobals() {
    return whole.getGlobals();
  }

  @Override
  public List<Query> getQueries() {
    return whole.getQueries();
  }

  @Override
  public List<TypeMetaData> getTypeMetaDatas() {
    return whole.getTypeMetaDatas();
  }

  @Override
  public List<EntryPoint> getEntryPoints() {
    return whole.getEntryPoints();
  }
}
