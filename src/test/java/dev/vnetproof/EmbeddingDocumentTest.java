package dev.vnetproof;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The Java of the documents compiles, and prints what they show. */
class EmbeddingDocumentTest {
  private static final Pattern BLOCK =
      Pattern.compile(
          "```java\\n(?<java>.*?)```\\n(\\n```text\\n(?<text>.*?)```)?", Pattern.DOTALL);

  @TempDir Path folder = Path.of("");

  private static final class Source extends SimpleJavaFileObject {
    private final String code;

    Source(String name, String code) {
      super(URI.create("string:///" + name + ".java"), Kind.SOURCE);
      this.code = code;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return code;
    }
  }

  @TestFactory
  Stream<DynamicTest> each_block_prints_what_stands_under_it() throws Exception {
    Map<String, String> printed = new LinkedHashMap<>();
    List<Source> sources = new ArrayList<>();
    for (String document : List.of("README.md", "docs/embedding.md")) {
      blocks(document, sources, printed);
    }
    StringWriter messages = new StringWriter();
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<String> options =
        List.of(
            "-d", folder.toString(), "-proc:none", "-cp", System.getProperty("java.class.path"));
    boolean compiled = compiler.getTask(messages, null, null, options, null, sources).call();
    assertThat(compiled).as(messages.toString()).isTrue();
    assertThat(printed).hasSizeGreaterThan(6);
    Map<String, String> found = new LinkedHashMap<>();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
      for (String name : printed.keySet()) {
        found.put(name, run(loader.loadClass(name)));
      }
    }
    return printed.entrySet().stream()
        .map(
            block ->
                DynamicTest.dynamicTest(
                    block.getKey(),
                    () -> assertThat(found.get(block.getKey())).isEqualTo(block.getValue())));
  }

  /** Imports of a block alone are those of all that follow it. */
  private static void blocks(String document, List<Source> sources, Map<String, String> printed)
      throws IOException {
    List<String> imports = new ArrayList<>();
    Matcher block = BLOCK.matcher(Files.readString(Path.of(document)));
    while (block.find()) {
      Map<Boolean, List<String>> lines =
          block
              .group("java")
              .lines()
              .collect(Collectors.partitioningBy(l -> l.startsWith("import ")));
      imports.addAll(lines.get(true));
      String code = String.join("\n", lines.get(false));
      if (!code.isBlank()) {
        String name = "Block" + (sources.size() + 1);
        sources.add(
            new Source(
                name,
                String.join("\n", imports)
                    + "\npublic class "
                    + name
                    + " { public static void run() throws Exception {\n"
                    + code
                    + "\n}}"));
        printed.put(name, block.group("text") == null ? "" : block.group("text"));
      }
    }
  }

  private static String run(Class<?> block) throws Exception {
    PrintStream before = System.out;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    System.setOut(new PrintStream(out, true, UTF_8));
    try {
      block.getMethod("run").invoke(null);
    } finally {
      System.setOut(before);
    }
    return out.toString(UTF_8).replace("\r\n", "\n");
  }
}
