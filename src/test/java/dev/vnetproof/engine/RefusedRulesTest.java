package dev.vnetproof.engine;

import static dev.vnetproof.engine.OwnFolder.HEAD;
import static dev.vnetproof.engine.OwnFolder.refusal;
import static dev.vnetproof.engine.OwnFolder.rule;
import static dev.vnetproof.engine.OwnFolder.rules;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Own rules insert what is theirs; each way to do more is refused with file and line. */
class RefusedRulesTest {
  private static final String FLOW = "RequiredFlow.outbound(\"acme.ntp\", $location)";

  @TempDir Path folder = Path.of("");

  private String refused(String consequence) {
    return refusal(folder, rule("$location : Location()", consequence));
  }

  private void eachIsRefused(String condition, List<String> consequences, String what) {
    String refusal = refusal(folder, rules(condition, consequences));
    for (int i = 0; i < consequences.size(); i++) {
      assertThat(refusal)
          .as(consequences.get(i))
          .containsPattern("own\\.drl:" + (23 + 6 * i) + ": rule `acme\\.rule" + i + "`" + what);
    }
  }

  @Test
  void facts_of_others_are_neither_changed_nor_taken_away() {
    eachIsRefused(
        "$v : Violation(requirement == \"ports.sql\")",
        List.of(
            "delete($v);",
            "retract($v);",
            "update($v);",
            "drools.delete($v);",
            "drools.getKieRuntime().halt();",
            "drools.getKnowledgeRuntime().halt();",
            "drools.getWorkingMemory();",
            "drools.getEntryPoint(\"x\");",
            "drools.halt();",
            "kcontext.getKieRuntime().delete(null);",
            "kcontext.getKnowledgeRuntime();",
            "insertAsync($v);"),
        "");
    assertThat(refusal(folder, rule("$v : Violation()", "modify($v) { };")))
        .startsWith("own.drl:23: rule `acme.ntp` says `modify`");
  }

  @Test
  void the_world_outside_of_the_rules_is_out_of_reach() {
    eachIsRefused(
        "$location : Location()",
        List.of(
            "System.exit(0);",
            "java.lang.System.exit(0);",
            "System.out.println(1);",
            "List.of(1).forEach(System.err::println);",
            "Runtime.getRuntime().halt(0);",
            "new Thread(() -> { }).start();",
            "Thread.sleep(1);",
            "new java.io.File(\"x\").delete();",
            "try { java.nio.file.Files.createFile(java.nio.file.Path.of(\"x\")); } catch (Exception"
                + " e) { }",
            "try { new java.io.FileWriter(\"x\").close(); } catch (java.io.IOException e) { }",
            "try { Class.forName(\"java.lang.System\"); } catch (Exception e) { }",
            "\"\".getClass().getClassLoader();",
            "try { $location.getClass().getDeclaredMethods(); } catch (Exception e) { }",
            "java.lang.invoke.MethodHandles.lookup();",
            "List.of(1).parallelStream().count();",
            "java.util.concurrent.ForkJoinPool.commonPool();",
            "java.time.Instant.now();",
            "java.util.Locale.setDefault(java.util.Locale.ROOT);",
            "new java.util.Random().nextInt();",
            "Math.random();",
            "Integer.getInteger(\"x\");",
            "synchronized ($location) { try { $location.wait(); } catch (Exception e) { } }",
            "try { throw new IllegalStateException(); } catch (Exception e) { e.printStackTrace();"
                + " }",
            "dev.vnetproof.proof.tag.ServiceTags.none().with(null);",
            "dev.vnetproof.engine.RuleBase.builtIn();",
            "dev.vnetproof.catalogue.Catalogue.builtIn();"),
        "");
  }

  @Test
  void the_engine_is_not_even_named() {
    assertThat(refused("org /* so */ . drools.model.BitMask mask = null;"))
        .startsWith("own.drl:23: names the rule engine");
  }

  @Test
  void conditions_and_functions_reach_no_further() {
    assertThat(refusal(folder, rule("Location(index == System.getenv().size())", "")))
        .startsWith("own.drl:21: rule `acme.ntp`: `System.getenv` is not for rules");
    assertThat(
            refusal(
                folder,
                HEAD
                    + "function int stop() { System.exit(1); return 1; }\n"
                    + "rule \"acme.ntp\" when Location(index == stop()) then end"))
        .startsWith("own.drl:19: `System.exit` is not for rules");
    assertThat(
            refusal(
                folder,
                rule("accumulate(Location($i : index); $n : sum(Integer.getInteger(\"x\")))", "")))
        .startsWith("own.drl:21: ");
  }

  @Test
  void a_letter_by_its_number_hides_nothing() {
    assertThat(refused("\\u0053ystem.exit(0);")).contains("own.drl:23: ");
    assertThat(refused("String s = \"\\u0022; S\\u0079stem.exit(0); //\";"))
        .contains("own.drl:23: a letter is written by its number");
  }

  @Test
  void the_frame_of_a_file_is_its_own() throws IOException {
    List<String> cases =
        List.of(
            "package rules.requirements;|1",
            "package rules.judgement;|1",
            "package rules.advice.own;|1",
            "package dev.vnetproof.rule;|1",
            "package java.lang;|1",
            "package acme;\nimport org.kie.api.runtime.KieRuntime;|2",
            "package acme;\nimport java.io.File;|2",
            "package acme;\nimport java.lang.reflect.*;|2",
            "package acme;\nimport static java.lang.System.exit;|2",
            "package acme;\nimport function java.lang.Runtime.getRuntime;|2",
            "package acme;\nglobal java.util.List limits;|2",
            "package acme;\nsalience 5|2",
            "package acme;\ndialect \"mvel\"|2",
            "package acme;\n"
                + "import dev.vnetproof.model.Location;\n"
                + "declare Location extra : int end|3",
            "package acme;\ndeclare dev.vnetproof.model.Location @role(event) end|2",
            "package acme;\nrule \"ports.sql\" when then end|2",
            "package acme;\nrule \"a binding demand is not met\" when then end|2",
            "package acme;\nrule \"acme.x\" extends \"ports.sql\" when then end|2",
            "package acme;\nrule \"acme.x\" salience 1000 when then end|2",
            "package acme;\nrule \"acme.x\"\n  salience -5\n when then end|3",
            "package acme;\nrule \"acme.x\"\n  no-loop\n when then end|3",
            "package acme;\nrule \"acme.x\"\n  lock-on-active\n when then end|3",
            "package acme;\nrule \"acme.x\"\n  agenda-group \"a\"\n when then end|3",
            "package acme;\nrule \"acme.x\"\n  activation-group \"a\"\n when then end|3",
            "package acme;\nrule \"acme.x\"\n  ruleflow-group \"a\"\n when then end|3",
            "package acme;\nrule \"acme.x\"\n  enabled false\n when then end|3",
            "package acme;\nrule \"acme.x\"\n  date-expires \"01-Jan-2020\"\n when then end|3",
            "package acme;\nrule \"acme.x\"\n  timer (int: 1s)\n when then end|3");
    for (int i = 0; i < cases.size(); i++) {
      String drl = cases.get(i).substring(0, cases.get(i).indexOf('|'));
      Files.writeString(folder.resolve("own" + i + ".drl"), drl.replace("acme.x", "acme.x" + i));
    }
    String refusal = refusal(folder, "package acme;");
    for (int i = 0; i < cases.size(); i++) {
      String line = cases.get(i).substring(cases.get(i).indexOf('|') + 1);
      assertThat(refusal).as(cases.get(i)).contains("own" + i + ".drl:" + line + ": ");
    }
  }

  @Test
  void nobody_speaks_for_a_built_in_requirement() {
    eachIsRefused(
        "$location : Location()",
        List.of(
            "insertLogical(RequiredFlow.outbound(\"ports.sql\", $location).tcp(1).to(\"Sql\"));",
            "insertLogical(RequiredFlow.outbound(\"ports.\" + \"sql\","
                + " $location).tcp(1).to(\"Sql\"));",
            "insertLogical(new Violation(\"ports.sql\", 0, \"\", List.of(), Optional.empty(),"
                + " Optional.empty()));",
            "insert(RequiredHost.of(\"Portal.CAPTCHA\", $location, \"a.b\").tcp(443));",
            "insertLogical(RequiredFlow.outbound(\"acme.ntp\","
                + " $location).tcp(1).to(\"Sql\").orDiscouraged(\"x\","
                + " AddressPrefixes.of(\"10.0.0.0/8\"), \"control-plane.service-tag\"));"),
        " speaks for the built-in requirement");
  }

  @Test
  void facts_of_an_environment_are_made_by_no_rule() {
    eachIsRefusedFor(
        "",
        List.of(
            "insertLogical(null);|inserts null",
            "insert((null));|inserts null",
            "insertLogical($location);|inserts a `Location`",
            "insert(Remote.of(\"Sql\"));|inserts a `Remote`",
            "insert(new Deployment(null, null, null, null, false, null, null, false));|inserts a"
                + " `Deployment`",
            "insert(new SubnetRule($location, \"x\", null));|inserts a `SubnetRule`",
            "Object o = new Deployment(null, null, null, null, false, null, null, false);"
                + " insert(o);|`new Deployment` is not for rules",
            "Object o = new Decision(null, null, null, null, null, null, null); insert(o);|`new Decision`"
                + " is not"));
  }

  /** Each is a consequence, or the end of one, and what is said of it. */
  private void eachIsRefusedFor(String start, List<String> cases) {
    List<String> consequences =
        cases.stream()
            .map(each -> each.substring(0, each.indexOf('|')))
            .map(end -> start.isEmpty() ? end : start + end + ");")
            .toList();
    String refusal = refusal(folder, rules("$location : Location()", consequences));
    for (int i = 0; i < cases.size(); i++) {
      assertThat(refusal)
          .as(cases.get(i))
          .containsPattern(
              "own\\.drl:"
                  + (23 + 6 * i)
                  + ": .*"
                  + Pattern.quote(cases.get(i).substring(cases.get(i).indexOf('|') + 1)));
    }
  }

  @Test
  void a_demand_names_ports_and_a_far_side() {
    eachIsRefusedFor(
        "insertLogical(" + FLOW,
        List.of(
            ".udp(123).to(\"Storge\")|names `Storge`, which is no service tag that is known; did"
                + " you mean `Storage`?",
            ".udp(123).to(\"Storage.WestUSA\")|did you mean `Storage.WestUS`?",
            ".udp(123).to(\"AzureFrontDoor.Backnd\")|did you mean `AzureFrontDoor.Backend`?",
            ".udp(123).to(\"Wholly-Unlike\")|expected one of Microsoft's, or a service tag file"
                + " that has it",
            ".udp(123).to(\"*\")|names `*`, which is no service tag",
            ".udp(123).to(\"10.9.0.0/33\")|names `10.9.0.0/33`",
            ".udp(123).to(\"10.9.0.1/24\")|names `10.9.0.1/24`",
            ".udp(123).to(Remote.tag(\"10.9.0.0/24\"))|where a service tag belongs; expected"
                + " `.to(\"10.9.0.0/24\")`",
            ".udp(123).to(new Remote.Addresses(\"x\", AddressPrefixes.of(\"10.9.0.0/99\")))|names"
                + " `10.9.0.0/99`",
            ".udp(123)|makes a demand that names no far side; expected one, as in"
                + " `.to(\"Storage\")`",
            ".to(\"Sql\")|makes a demand that names no port; expected one, as in `.tcp(443)`",
            ".tcp().to(\"Sql\")|names no port",
            ".tcp(70000).to(\"Sql\")|names port 70000; expected at most 65535"));
  }

  @Test
  void a_host_has_a_port_and_a_tag_that_exists() {
    assertThat(refused("insertLogical(RequiredHost.of(\"acme.h\", $location, \"a.b\"));"))
        .contains("own.drl:23: rule `acme.ntp` makes a demand that names no port");
    assertThat(
            refused(
                "insertLogical(RequiredHost.of(\"acme.h\", $location, \"a.b\").tcp(443)"
                    + ".carriedBy(\"Storrage\"));"))
        .contains("did you mean `Storage`?");
  }

  @Test
  void a_tag_of_a_service_tag_file_may_be_new() {
    Path rules =
        OwnFolder.of(
            folder,
            rule(
                "$location : Location()", "insertLogical(" + FLOW + ".tcp(1).to(\"Brand.New\"));"));
    assertThat(RuleBase.builtInAnd(rules, tag -> tag.name().equals("Brand.New")).ownIds())
        .containsOnlyKeys("acme.ntp");
  }

  @Test
  void every_problem_is_told_once_and_in_order() {
    assertThat(
            refused(
                    "delete($location);\n    System.exit(0); Runtime.getRuntime();\n"
                        + "    insertLogical(null);")
                .lines())
        .satisfiesExactly(
            first -> assertThat(first).startsWith("own.drl:23: ").contains("`delete`"),
            second -> assertThat(second).startsWith("own.drl:24: "),
            third -> assertThat(third).startsWith("own.drl:25: ").contains("null"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "insertLogical("
            + FLOW
            + ".udp(123).to(\"Internet\"))|own.drl:23: a statement does not end; expected `;`",
        "int x = ;|own.drl:23: cannot be read as Java",
        "insertLogical(" + FLOW + ".udp(\"123\").to(\"Sql\"));|own.drl:23: The method udp(int...)",
        "insertLogical($loc);|own.drl:23: $loc cannot be resolved to a variable",
      })
  void what_does_not_compile_is_told_without_generated_code(String consequence, String start) {
    assertThat(refused(consequence).lines()).singleElement().asString().startsWith(start);
  }
}
