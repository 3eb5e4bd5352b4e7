package dev.vnetproof.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.vnetproof.catalogue.CatalogueException;
import dev.vnetproof.importer.snapshot.SnapshotReader;
import dev.vnetproof.model.EnvironmentSnapshot;
import dev.vnetproof.rule.Outcome;
import dev.vnetproof.source.JsonDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What own rules add to a result, and how a fault of theirs is told. */
@Timeout(120)
class OwnRulesTest {
  private static final String HEAD =
      """
      package acme.network;

      import dev.vnetproof.rule.Decision;
      import dev.vnetproof.rule.Deployment;
      import dev.vnetproof.rule.SubnetRule;
      import dev.vnetproof.rule.Undetermined;
      import dev.vnetproof.rule.Violation;
      import dev.vnetproof.model.Feature;
      import dev.vnetproof.model.Location;
      import dev.vnetproof.rule.RequiredFlow;
      import dev.vnetproof.rule.RequiredHost;
      import dev.vnetproof.rule.RequiredSetting;
      import java.util.List;
      import java.util.Optional;

      """;

  @TempDir Path folder = Path.of("");

  private Evaluator.Builder with(String rules) throws IOException {
    Files.writeString(folder.resolve("acme.drl"), HEAD + rules);
    return Evaluator.builder().laterEditions(false).rules(folder);
  }

  /** One rule, at line 16. */
  private Evaluator.Builder with(String condition, String consequence) throws IOException {
    return with(
        "rule \"acme.ntp\"\n  when\n    " + condition + "\n  then\n    " + consequence + "\nend\n");
  }

  private static EnvironmentSnapshot fixture(String name) throws IOException {
    Path file = Path.of("fixtures", name, "snapshot.json");
    return new SnapshotReader().read(JsonDocument.parse(name, Files.readAllBytes(file)));
  }

  private static EnvironmentSnapshot environment() throws IOException {
    return fixture("stv2-external-premium");
  }

  private static List<OutcomeEntry> own(Evaluation evaluation) {
    return evaluation.outcomes().stream()
        .filter(entry -> entry.requirement().startsWith("acme."))
        .toList();
  }

  private static Evaluation withoutOwn(Evaluation evaluation) {
    return new Evaluation(
        evaluation.snapshot(),
        evaluation.outcomes().stream().filter(e -> !e.requirement().startsWith("acme.")).toList(),
        evaluation.findings().stream()
            .filter(each -> !each.requirement().id().startsWith("acme."))
            .toList());
  }

  // ---- results ----------------------------------------------------------------------------------

  @Test
  void rules_of_every_usual_shape_add_their_own_results() throws IOException {
    Evaluator evaluator =
        with("""
        declare Named
          name : String @key
          location : int
        end

        function String lower(String s) { return s.toLowerCase(java.util.Locale.ROOT); }

        query named(String $n)
          SubnetRule($n := rule.name)
        end

        rule "acme.named"
          when
            $rule : SubnetRule($name : rule.name matches "[a-z-]+", $location : location)
          then
            insertLogical(new Named(lower($name), $location.index()));
        end

        rule "acme.count"
          when
            $location : Location()
            accumulate(Named(location == $location.index, $n : name);
              $count : count($n), $all : collectList($n); $count > 2)
            $rules : java.util.ArrayList(size > 2) from collect(SubnetRule(location == $location))
            exists SubnetRule(this memberOf $rules, rule.name str[startsWith] "m" || rule.priority in (100, 110))
            forall($x : SubnetRule() SubnetRule(this == $x, rule.priority > 0))
            not Violation(requirement == "acme.none")
            Deployment(features[Feature.EXTERNAL_CACHE] == null || !features.empty)
            eval($count > 1)
          then
            StringBuilder text = new StringBuilder();
            for (Object each : $rules) {
              text.append(((SubnetRule) each).rule().name()).append(' ');
            }
            $all.stream().map(Object::toString).sorted().forEach(name -> text.append(name));
            try {
              Integer.parseInt("x");
            } catch (NumberFormatException e) {
              text.append(e.getMessage());
            }
            insertLogical(
              new Violation("acme.count", $location.index(), "Too many.", List.of(),
                Optional.empty(), Optional.of("Fewer, please: " + $count)));
        end

        rule "acme.ntp"
          when
            $location : Location()
          then
            insertLogical(
              RequiredFlow.outbound("acme.ntp", $location).udp(123).to("Internet").advised());
        end

        rule "acme.inside" extends "acme.ntp"
          when
            named("nothing";) or Location()
          then
            insertLogical(
              RequiredFlow.outbound("acme.inside", $location).tcp(443).to("10.9.0.0/24"));
        end
        """)
            .build();
    assertThat(own(evaluator.evaluate(environment())))
        .containsExactly(
            new OutcomeEntry("acme.count", "westus", Outcome.VIOLATED),
            new OutcomeEntry("acme.inside", "westus", Outcome.VIOLATED),
            new OutcomeEntry("acme.ntp", "westus", Outcome.ADVISED));
  }

  @Test
  void own_rules_see_what_the_built_in_ones_found() throws IOException {
    Evaluator evaluator =
        with("""
        rule "acme.sql"
          when
            $v : Violation(requirement == "ports.management-endpoint")
          then
            insertLogical(
              new Undetermined("acme.sql", $v.location(), "See there.", List.of(),
                Optional.of(dev.vnetproof.model.Missing.fact("more")), Optional.empty()));
        end
        rule "acme.decided"
          when
            Decision(demand.requirement == "ports.management-endpoint", state == Decision.State.UNMET)
            $location : Location()
          then
            insertLogical(RequiredSetting.met("acme.decided", $location, "subnet"));
        end
        """)
            .build();
    EnvironmentSnapshot broken =
        new SnapshotReader()
            .read(
                JsonDocument.parse(
                    "x",
                    Files.readString(Path.of("fixtures/stv2-external-premium/snapshot.json"))
                        .replace("3443", "3444")
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    assertThat(own(evaluator.evaluate(broken)))
        .containsExactly(
            new OutcomeEntry("acme.decided", "westus", Outcome.SATISFIED),
            new OutcomeEntry("acme.sql", "westus", Outcome.UNDETERMINED));
  }

  /** The demand that an own rule makes rests on a default rule, and so do its own findings. */
  @Test
  void built_in_results_are_those_of_the_built_in_rules_alone() throws IOException {
    Evaluator plain = Evaluator.builder().laterEditions(false).build();
    Evaluator own =
        with("""
        rule "acme.all"
          when
            $location : Location()
          then
            insertLogical(RequiredFlow.outbound("acme.all", $location).tcp(443).to("Internet"));
            insertLogical(RequiredFlow.inbound("acme.all", $location).tcpAnyPort().from("VirtualNetwork"));
            insertLogical(RequiredHost.of("acme.all", $location, "a.example.com").tcp(443));
        end
        """)
            .build();
    try (var fixtures = Files.list(Path.of("fixtures"))) {
      for (Path each : fixtures.filter(f -> Files.exists(f.resolve("snapshot.json"))).toList()) {
        EnvironmentSnapshot snapshot = fixture(String.valueOf(each.getFileName()));
        assertThat(withoutOwn(own.evaluate(snapshot)))
            .as(each.toString())
            .isEqualTo(plain.evaluate(snapshot));
      }
    }
  }

  // ---- faults -----------------------------------------------------------------------------------

  private String fault(String condition, String consequence) throws IOException {
    Evaluator evaluator = with(condition, consequence).build();
    EnvironmentSnapshot environment = environment();
    return String.valueOf(
        catchThrowableOfType(CatalogueException.class, () -> evaluator.evaluate(environment))
            .getMessage());
  }

  @Test
  void an_exception_is_told_as_the_rules_fault() throws IOException {
    assertThat(fault("$location : Location()", "String s = null; s.length();"))
        .startsWith("acme.drl:16: rule `acme.ntp` fails: ")
        .endsWith("(null pointer)");
    assertThat(fault("$location : Location()", "List.of().get(1);"))
        .startsWith("acme.drl:16: rule `acme.ntp` fails: ");
    assertThat(fault("Location(10 / index > 1)", "")).startsWith("acme.drl:16: rule `acme.ntp` ");
    assertThat(fault("Location($i : index)\n    eval(List.of(1).get($i + 5) > 0)", ""))
        .startsWith("acme.drl:16: rule `acme.ntp` ");
    assertThat(fault("SubnetRule(rule.name.matches(\"(\"))", ""))
        .startsWith("acme.drl:16: rule `acme.ntp` ");
    assertThat(fault("$location : Location()", "throw new StackOverflowError();"))
        .startsWith("acme.drl:16: rule `acme.ntp` fails: ");
    assertThat(fault("$location : Location()", "throw new OutOfMemoryError(\"x\");"))
        .startsWith("acme.drl:16: rule `acme.ntp` fails: ");
  }

  @Test
  void a_bad_pattern_is_a_fault_when_rules_are_loaded() throws IOException {
    assertThatThrownBy(() -> with("SubnetRule(rule.name matches \"[\")", "").build())
        .isInstanceOf(CatalogueException.class)
        .hasMessageStartingWith("acme.drl:16: rule `acme.ntp` fails: ");
  }

  @Test
  void what_a_rule_may_not_insert_is_told_even_if_the_rule_hides_it() throws IOException {
    String null1 = "RequiredFlow flow = null; insertLogical(flow);";
    assertThat(fault("$location : Location()", null1))
        .isEqualTo(
            "acme.drl:16: rule `acme.ntp` inserts null; expected a demand, a finding or a fact of"
                + " its own");
    assertThat(fault("$location : Location()", "try { " + null1 + " } catch (Exception e) { }"))
        .startsWith("acme.drl:16: rule `acme.ntp` inserts null");
    assertThat(fault("$v : Deployment()", "Object copy = $v; insert(copy);"))
        .startsWith("acme.drl:16: rule `acme.ntp` inserts a `Deployment`");
    assertThat(fault("$location : Location()", "insert(List.of($location));"))
        .startsWith("acme.drl:16: rule `acme.ntp` inserts a collection");
    assertThat(
            fault(
                "$location : Location()",
                "String id = \"ports\"; insertLogical(RequiredFlow.outbound(id + \".sql\","
                    + " $location).tcp(1).to(\"Sql\"));"))
        .startsWith("acme.drl:16: rule `acme.ntp` speaks for the built-in requirement `ports.sql`");
    assertThat(
            fault(
                "$location : Location()",
                "var f = RequiredFlow.outbound(\"acme.ntp\", $location); insertLogical(f);"))
        .startsWith("acme.drl:16: rule `acme.ntp` makes a demand that names no port");
    assertThat(
            fault(
                "$location : Location()",
                "String tag = \"Storrage\"; insertLogical(RequiredFlow.outbound(\"acme.ntp\","
                    + " $location).tcp(1).to(tag));"))
        .startsWith("acme.drl:16: rule `acme.ntp` names `Storrage`, which is no service tag");
    assertThat(
            fault(
                "$location : Location()",
                "insertLogical(RequiredFlow.outbound(\"acme.ntp\", $location).tcp(1)"
                    + ".to(\"2001:db8::/32\"));"))
        .contains("has no IPv4 address");
    assertThat(
            fault(
                "$location : Location()",
                "insertLogical(new Violation(\"acme.ntp\", 7, \"x\", List.of(), Optional.empty(),"
                    + " Optional.empty()));"))
        .startsWith("acme.drl:16: rule `acme.ntp` names location 7");
    assertThat(
            fault(
                "$location : Location()",
                "insertLogical(RequiredHost.of(\"acme.ntp\", $location,"
                    + " \"https://a.b/\").tcp(443));"))
        .contains("names the host `https://a.b/`");
    assertThat(
            fault(
                "$location : Location()",
                "insertLogical(RequiredFlow.outbound(\"acme.ntp\", $location).tcp(1)"
                    + ".to(\"10.0.0.0/8\").orRegional($location));"))
        .contains("only a service tag has a regional one");
  }

  // ---- rules without end
  // -------------------------------------------------------------------------

  private void endless(String condition, String consequence) throws IOException {
    Evaluator evaluator = with(condition, consequence).timeLimit(Duration.ofMillis(1500)).build();
    EnvironmentSnapshot environment = environment();
    assertThatThrownBy(() -> evaluator.evaluate(environment))
        .as(consequence)
        .isInstanceOf(CatalogueException.class)
        .hasMessageStartingWith("acme.drl:")
        .hasMessageContaining("rule `acme.ntp` ");
  }

  @Test
  void a_rule_without_end_is_stopped_and_named() throws IOException {
    endless("$location : Location()", "while ($location != null) { }");
    endless("$location : Location()", "for (;;) { if ($location == null) { break; } }");
    endless(
        "$location : Location()",
        "boolean on = true; while (on) { try { List.of().get(1); } catch (Throwable e) { } }");
    endless(
        "$location : Location()", "java.util.stream.Stream.generate(() -> 1).forEach(i -> { });");
    endless("$location : Location()", "java.util.stream.IntStream.iterate(0, i -> 0).max();");
    String text = "\"" + "a".repeat(60) + "!\"";
    endless("Location(" + text + ".matches(\"(.*a){25}b\"))", "");
    endless(
        "$location : Location()",
        "java.util.regex.Pattern.compile(\"(.*a){25}b\").matcher(" + text + ").matches();");
  }

  @Test
  void rules_that_feed_themselves_are_stopped() throws IOException {
    Evaluator evaluator =
        with("""
        rule "acme.seed" when Location() then insert(1000); end
        rule "acme.ntp" when $n : Integer() then insert($n + 1); end
        """)
            .build();
    EnvironmentSnapshot environment = environment();
    assertThatThrownBy(() -> evaluator.evaluate(environment))
        .isInstanceOf(CatalogueException.class)
        .hasMessageStartingWith("acme.drl:17: rule `acme.ntp` ");
  }

  @Test
  void a_function_without_end_is_stopped() throws IOException {
    Evaluator evaluator =
        with("""
        function int count(int from) { int i = from; while (i >= 0) { i = i % 7; } return i; }
        rule "acme.ntp" when Location(index == count(index)) then end
        """)
            .timeLimit(Duration.ofMillis(1500))
            .build();
    EnvironmentSnapshot environment = environment();
    assertThatThrownBy(() -> evaluator.evaluate(environment))
        .isInstanceOf(CatalogueException.class)
        .hasMessageContaining("did not end within 1500 ms");
  }

  @Test
  void an_interrupted_thread_stops_and_stays_interrupted() throws Exception {
    Evaluator evaluator = with("$location : Location()", "while ($location != null) { }").build();
    EnvironmentSnapshot environment = environment();
    CompletableFuture<Optional<Boolean>> stopped = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                evaluator.evaluate(environment);
                stopped.complete(Optional.empty());
              } catch (CancellationException e) {
                stopped.complete(Optional.of(Thread.currentThread().isInterrupted()));
              } catch (Throwable e) {
                stopped.completeExceptionally(e);
              }
            });
    thread.start();
    Thread.sleep(500);
    thread.interrupt();
    assertThat(stopped.get(30, TimeUnit.SECONDS)).contains(true);
  }

  @Test
  void a_time_limit_holds_for_built_in_rules_too() throws IOException {
    Evaluator evaluator = Evaluator.builder().timeLimit(Duration.ofNanos(1)).build();
    EnvironmentSnapshot environment = environment();
    assertThatThrownBy(() -> evaluator.evaluate(environment))
        .isInstanceOf(CancellationException.class)
        .hasMessageContaining("took longer than its limit");
    assertThatThrownBy(() -> Evaluator.builder().timeLimit(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }

  // ---- nothing to write to
  // -----------------------------------------------------------------------

  @Test
  void lists_of_facts_cannot_be_changed() throws IOException {
    assertThat(
            fault(
                "$location : Location()",
                "$location.networkSecurityGroup().orElse(Optional.empty()).get().securityRules()"
                    + ".orElse(List.of()).clear();"))
        .startsWith("acme.drl:16: rule `acme.ntp` fails: ");
    assertThat(fault("$d : Deployment()", "$d.features().clear();"))
        .startsWith("acme.drl:16: rule `acme.ntp` fails: ");
    assertThat(
            fault(
                "$location : Location()",
                "$location.subnet().serviceEndpoints().orElse(java.util.Set.of()).clear();"))
        .startsWith("acme.drl:16: rule `acme.ntp` fails: ");
  }
}
