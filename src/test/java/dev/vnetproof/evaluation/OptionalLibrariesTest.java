package dev.vnetproof.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** A project that depends on the library gets what evaluates, and no more. */
class OptionalLibrariesTest {
  /** Compile and check rules, belong to the command, or come with those that do. */
  private static final Set<String> LEFT_OUT =
      Set.of(
          "antlr-runtime",
          "antlr4-runtime",
          "drools-codegen-common",
          "drools-commands",
          "drools-drl-ast",
          "drools-drl-extensions",
          "drools-drl-parser",
          "drools-ecj",
          "drools-engine",
          "drools-io",
          "drools-model-codegen",
          "drools-model-prototype",
          "drools-mvel",
          "drools-mvel-compiler",
          "drools-mvel-parser",
          "drools-wiring-dynamic",
          "ecj",
          "javaparser-core",
          "kie-util-maven-support",
          "mvel2",
          "picocli",
          "slf4j-nop");

  /** Optional or not, by artifact. */
  private static final Map<String, Boolean> DECLARED = new TreeMap<>();

  private static final Set<String> EXCLUDED = new TreeSet<>();

  @TempDir Path folder = Path.of("");

  @BeforeAll
  static void read_the_project() throws Exception {
    Document pom =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(Path.of("pom.xml").toFile());
    NodeList dependencies = pom.getElementsByTagName("dependency");
    for (int i = 0; i < dependencies.getLength(); i++) {
      Element each = (Element) dependencies.item(i);
      String scope = text(each, "scope");
      if (!scope.equals("test") && !scope.equals("import")) {
        DECLARED.put(text(each, "artifactId"), text(each, "optional").equals("true"));
      }
      NodeList exclusions = each.getElementsByTagName("exclusion");
      for (int e = 0; e < exclusions.getLength(); e++) {
        EXCLUDED.add(text((Element) exclusions.item(e), "artifactId"));
      }
    }
  }

  private static String text(Element parent, String name) {
    NodeList found = parent.getElementsByTagName(name);
    return found.getLength() == 0 ? "" : found.item(0).getTextContent();
  }

  private static OwnLoader asForOthers() throws IOException {
    return new OwnLoader(jar -> !LEFT_OUT.contains(jar.replaceFirst("-\\d.*", "")));
  }

  @Test
  void what_others_do_not_get_is_optional_or_comes_with_that() {
    Set<String> handedOn =
        DECLARED.entrySet().stream()
            .filter(each -> !each.getValue())
            .map(Map.Entry::getKey)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(handedOn).doesNotContainAnyElementsOf(LEFT_OUT);
    Set<String> optional = new TreeSet<>(DECLARED.keySet());
    optional.removeAll(handedOn);
    assertThat(LEFT_OUT).containsAll(optional).containsAll(EXCLUDED);
  }

  @Test
  void what_is_cut_from_others_is_declared_for_the_command() {
    Set<String> cut = new TreeSet<>(EXCLUDED);
    cut.remove("antlr-runtime"); // Comes with the parser.
    assertThat(DECLARED).containsKeys(cut.toArray(String[]::new));
  }

  @Test
  void the_built_in_rules_run_without_what_compiles_rules() throws Exception {
    try (OwnLoader all = new OwnLoader();
        OwnLoader few = asForOthers()) {
      assertThatThrownBy(() -> few.loadClass("com.github.javaparser.JavaParser"))
          .isInstanceOf(ClassNotFoundException.class);
      assertThat(few.evaluate(few.build())).isEqualTo(all.evaluate(all.build()));
    }
  }

  @Test
  void own_rules_then_say_what_they_need() throws Exception {
    Files.writeString(folder.resolve("acme.drl"), "package acme;\n");
    try (OwnLoader few = asForOthers()) {
      assertThatThrownBy(() -> few.build(folder))
          .rootCause()
          .hasMessage(
              "`"
                  + folder
                  + "`: own rules need libraries that are not on the class path; expected"
                  + " org.drools:drools-drl-parser, org.drools:drools-drl-extensions,"
                  + " org.drools:drools-model-codegen, org.kie:kie-util-maven-support,"
                  + " com.github.javaparser:javaparser-core, org.mvel:mvel2, and"
                  + " org.drools:drools-ecj where there is no JDK");
    }
  }
}
