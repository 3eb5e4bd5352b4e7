package dev.vnetproof.engine;

import dev.vnetproof.catalogue.CatalogueException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.drools.compiler.kie.builder.impl.InternalKieModule;
import org.drools.model.codegen.ExecutableModelProject;
import org.kie.api.KieServices;
import org.kie.api.builder.KieBuilder;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.Message;

/**
 * Compiles DRL to classes: at build time for the built-in rules, at run time for authored ones.
 * Both become an executable model, so that both behave the same.
 */
final class RuleCompiler {
  private static final String SOURCES = "src/main/resources/";
  private static final String MODEL_LIST = "drools-model";

  private RuleCompiler() {}

  /**
   * @param drl texts by path below the rules folder
   * @throws CatalogueException naming each error's file and line
   */
  static CompiledRules compile(Map<String, String> drl) {
    KieServices services = KieServices.get();
    KieFileSystem files = services.newKieFileSystem();
    files.generateAndWritePomXML(services.newReleaseId("dev.vnetproof", "rules", "1"));
    drl.forEach((path, text) -> files.write(SOURCES + path, text));
    KieBuilder builder = services.newKieBuilder(files);
    builder.buildAll(ExecutableModelProject.class);
    List<Message> errors = builder.getResults().getMessages(Message.Level.ERROR);
    if (!errors.isEmpty()) {
      throw new CatalogueException(CompileErrors.describe(errors, drl));
    }
    return collect((InternalKieModule) builder.getKieModule());
  }

  private static CompiledRules collect(InternalKieModule module) {
    Map<String, byte[]> classes = new TreeMap<>();
    List<String> models = new ArrayList<>();
    for (String file : module.getFileNames()) {
      if (file.endsWith(".class") && !file.startsWith("org/drools/project/")) {
        classes.put(file, module.getBytes(file));
      } else if (file.endsWith("/" + MODEL_LIST)) {
        new String(module.getBytes(file), StandardCharsets.UTF_8)
            .lines()
            .filter(line -> !line.isBlank() && line.indexOf(':') < 0)
            .sorted()
            .forEach(models::add);
      }
    }
    return new CompiledRules(classes, models);
  }
}
