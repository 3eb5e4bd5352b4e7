package dev.vnetproof.engine;

import dev.vnetproof.catalogue.CatalogueException;
import dev.vnetproof.catalogue.CatalogueFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Reads the DRL files of a rules folder. */
final class RuleFiles {
  private RuleFiles() {}

  /** Texts by path with forward slashes, each below {@code prefix}. */
  static Map<String, String> read(Path folder, String prefix) {
    Map<String, String> drl = new TreeMap<>();
    for (Path file : CatalogueFile.files(folder, ".drl")) {
      String path = prefix + folder.relativize(file).toString().replace('\\', '/');
      try {
        drl.put(path, Files.readString(file));
      } catch (IOException e) {
        throw new CatalogueException(path + ": cannot be read; expected a UTF-8 text of rules");
      }
    }
    return drl;
  }
}
