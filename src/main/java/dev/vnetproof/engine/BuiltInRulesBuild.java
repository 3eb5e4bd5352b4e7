package dev.vnetproof.engine;

import dev.vnetproof.catalogue.CatalogueFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/** A step of the build: compiles the built-in rules and their catalogue into the classes folder. */
final class BuiltInRulesBuild {
  private BuiltInRulesBuild() {}

  /**
   * @param args the rules folder and the classes folder
   */
  public static void main(String[] args) throws IOException {
    Path rules = Path.of(args[0]);
    Path classes = Path.of(args[1]);
    CompiledRules compiled = RuleCompiler.compile(RuleFiles.read(rules, "rules/"));
    for (Map.Entry<String, byte[]> file : compiled.classes().entrySet()) {
      write(classes.resolve(file.getKey()), file.getValue());
    }
    write(
        classes.resolve(RuleBase.MODEL_LIST),
        String.join("\n", compiled.models()).getBytes(java.nio.charset.StandardCharsets.UTF_8));
    CatalogueFile.writeBuiltIn(rules, classes);
  }

  private static void write(Path file, byte[] bytes) throws IOException {
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    Files.write(file, bytes);
  }
}
