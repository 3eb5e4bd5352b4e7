package dev.vnetproof.bench;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;

/** Runs the benchmarks and prints the ratios that the speed goals are stated in. */
public final class Benchmarks {
  private Benchmarks() {}

  /**
   * @param args JMH's own options
   */
  public static void main(String[] args) throws RunnerException, CommandLineOptionException {
    Collection<RunResult> results = new Runner(new CommandLineOptions(args)).run();
    Map<String, Double> scores = new TreeMap<>();
    for (RunResult result : results) {
      String benchmark = result.getParams().getBenchmark();
      String size = result.getParams().getParam("size");
      scores.put(
          benchmark.substring(benchmark.lastIndexOf('.') + 1) + (size == null ? "" : " " + size),
          result.getPrimaryResult().getScore());
    }
    System.out.println();
    System.out.println("Ratios of this run (P = Jackson binds the same bytes to records)");
    ratio(scores, "evaluate", "bind", "P, goal <= 2.0");
    ratio(scores, "evaluate", "evaluateOneEdition", "cost of advice.later-editions");
    ratio(scores, "evaluateOneEdition", "bind", "P under one edition");
    ratio(scores, "evaluateExpanded", "bind", "P with tags expanded");
    ratio(scores, "read", "bind", "P to read and validate");
    ratio(scores, "importTemplate", "bindTemplate", "P for a template of 100 KB, goal <= 5");
    ratio(scores, "thirtyFlows 1000/5", "thirtyFlows 60/5", "1,000 rules against 60, goal <= 25");
    ratio(scores, "thirtyFlows 60/320", "thirtyFlows 60/5", "320 prefixes against 5, goal <= 8");
    Double flows = scores.get("thirtyFlows 60/5");
    if (flows != null) {
      System.out.printf(
          Locale.ROOT, "%8.2f us  30 flows, 60 rules, tags expanded, goal <= 25%n", flows);
    }
  }

  private static void ratio(Map<String, Double> scores, String a, String b, String meaning) {
    Double dividend = scores.get(a);
    Double divisor = scores.get(b);
    if (dividend != null && divisor != null) {
      System.out.printf(Locale.ROOT, "%8.2f     %s / %s: %s%n", dividend / divisor, a, b, meaning);
    }
  }
}
