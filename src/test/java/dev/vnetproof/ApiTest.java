package dev.vnetproof;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a version promises: the public types of a list, and nothing that is not on it. */
class ApiTest {
  private static final Path LIST = Path.of("src/test/resources/dev/vnetproof/public-api.txt");
  private static final String OURS = "dev.vnetproof.";

  private static final Path MAIN = Path.of("src/main/java");

  /** Constants, fields, and the checks of records. */
  private static final Pattern SPEAKS_FOR_ITSELF =
      Pattern.compile("^[A-Z0-9_]+\\b|^[^(]* =( |$)|^public \\w+ \\{$");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.vnetproof");

  /** Internal types in what API types show, each with its reason. */
  private static final Map<String, String> SHOWN =
      Map.of(
          "source.InputBytes", "an input that is opened when it is read: `Input.named`",
          "importer.resource.SourceAccount", "what a report says of its sources",
          "importer.Places", "where findings stand, which reports ask");

  @TempDir Path folder = Path.of("");

  private final Set<String> api = new TreeSet<>();
  private final Set<String> ownOnly = new TreeSet<>();

  ApiTest() throws IOException {
    Set<String> into = api;
    String inPackage = "";
    for (String line : Files.readAllLines(LIST)) {
      if (line.startsWith("==")) {
        into = ownOnly;
      } else if (!line.startsWith("#") && !line.isBlank()) {
        int colon = line.indexOf(':');
        inPackage = colon < 0 ? inPackage : line.substring(0, colon);
        for (String name : line.substring(colon + 1).strip().split(" +")) {
          into.add(inPackage + "." + name);
        }
      }
    }
  }

  private static String name(JavaClass type) {
    return type.getName().substring(OURS.length());
  }

  private static Stream<JavaClass> publicTypes() {
    return CLASSES.stream()
        .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
        .filter(type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"));
  }

  private static Set<String> internalPackages() throws IOException {
    Path root = Path.of("src/main/java/dev/vnetproof");
    Map<String, String> infos = new HashMap<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path info : files.filter(file -> file.endsWith("package-info.java")).toList()) {
        String name = root.relativize(info.getParent()).toString().replace('\\', '/');
        infos.put(name.replace('/', '.'), Files.readString(info));
      }
    }
    return infos.entrySet().stream()
        .filter(info -> info.getValue().contains("<p>Internal: "))
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  @Test
  void every_public_type_is_listed_or_in_an_internal_package() throws IOException {
    Set<String> internal = internalPackages();
    Set<String> open =
        publicTypes()
            .filter(
                type ->
                    !internal.contains(type.getPackageName().substring(OURS.length()))
                        || api.contains(name(type)))
            .map(ApiTest::name)
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> listed = new TreeSet<>(api);
    listed.addAll(ownOnly);

    assertThat(open).as("public types, against " + LIST).isEqualTo(listed);
  }

  /** Nothing of an API type can be used without types that a version does not promise. */
  @Test
  void what_api_types_show_is_api() {
    Set<String> shown = new TreeSet<>();
    for (JavaClass type : CLASSES) {
      if (isOfApi(type)) {
        for (JavaMember member : type.getMembers()) {
          if (isOpen(member)) {
            types(member).stream()
                .map(JavaClass::getBaseComponentType)
                .filter(each -> each.getName().startsWith(OURS) && !isOfApi(each))
                .forEach(each -> shown.add(name(outermost(each))));
          }
        }
      }
    }
    assertThat(shown).isEqualTo(new TreeSet<>(SHOWN.keySet()));
  }

  private boolean isOfApi(JavaClass type) {
    boolean open = type.getModifiers().contains(JavaModifier.PUBLIC);
    return open && api.contains(name(outermost(type)));
  }

  private boolean isOfApi(Path source) {
    String path = MAIN.relativize(source).toString().replace('\\', '/').replace('/', '.');
    return api.stream().anyMatch(name -> path.equals(OURS + name + ".java"));
  }

  private static JavaClass outermost(JavaClass type) {
    return type.getEnclosingClass().map(ApiTest::outermost).orElse(type);
  }

  private static boolean isOpen(JavaMember member) {
    Set<JavaModifier> modifiers = member.getModifiers();
    return modifiers.contains(JavaModifier.PUBLIC) && !modifiers.contains(JavaModifier.SYNTHETIC);
  }

  private static List<JavaClass> types(JavaMember member) {
    List<JavaClass> types = new ArrayList<>();
    if (member instanceof JavaField field) {
      types.addAll(field.getType().getAllInvolvedRawTypes());
    } else if (member instanceof JavaCodeUnit unit) {
      types.addAll(unit.getReturnType().getAllInvolvedRawTypes());
      unit.getParameterTypes().forEach(each -> types.addAll(each.getAllInvolvedRawTypes()));
    }
    return types;
  }

  /** Every public type, method and constructor of the API says what it is for. */
  @Test
  void api_is_documented() throws IOException {
    List<Path> sources;
    try (Stream<Path> files = Files.walk(MAIN)) {
      sources = files.filter(file -> file.toString().endsWith(".java")).toList();
    }
    Set<String> packages =
        api.stream()
            .map(name -> OURS + name.substring(0, name.lastIndexOf('.')))
            .collect(Collectors.toSet());
    DiagnosticCollector<JavaFileObject> told = new DiagnosticCollector<>();
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      boolean compiled =
          compiler
              .getTask(
                  new StringWriter(),
                  files,
                  told,
                  List.of(
                      "-proc:none",
                      "-implicit:none",
                      "-Xmaxwarns",
                      "100000",
                      "-Xdoclint:all/public",
                      "-Xdoclint/package:" + String.join(",", packages),
                      "-d",
                      folder.toString(),
                      "-cp",
                      System.getProperty("java.class.path")),
                  null,
                  files.getJavaFileObjectsFromPaths(sources))
              .call();
      assertThat(compiled).isTrue();
    }
    Set<String> undocumented = new TreeSet<>();
    for (Diagnostic<? extends JavaFileObject> each : told.getDiagnostics()) {
      Path file = Path.of(each.getSource() == null ? "" : each.getSource().getName());
      String message = each.getMessage(Locale.ROOT);
      boolean ours = each.getLineNumber() > 0 && file.startsWith(MAIN) && isOfApi(file);
      if (ours && !message.startsWith("no @")) {
        String line = Files.readAllLines(file).get((int) each.getLineNumber() - 1).strip();
        if (!message.equals("no comment") || !SPEAKS_FOR_ITSELF.matcher(line).find()) {
          undocumented.add(MAIN.relativize(file) + ":" + each.getLineNumber() + " " + message);
        }
      }
    }
    assertThat(undocumented).isEmpty();
  }
}
