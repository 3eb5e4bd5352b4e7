package dev.vnetproof.importer;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which files of a folder are told as passed over: those that may hold an environment and are not
 * read. Pictures, texts and programs are nobody's environment.
 */
final class NotRead {
  private static final String PACKED = "packed: unpack them first";

  /** By the end of the name, in lower case. */
  private static final Map<String, String> BY_END = new LinkedHashMap<>();

  static {
    for (String end :
        List.of(
            ".gz", ".tgz", ".zip", ".tar", ".zst", ".xz", ".bz2", ".lz4", ".br", ".7z", ".rar",
            ".tbz", ".tbz2", ".txz", ".z", ".cab")) {
      BY_END.put(end, PACKED);
    }
    BY_END.put(".bicepparam", "parameters of Bicep: `bicep build-params` makes JSON of them");
    BY_END.put(".bicep", "Bicep: `bicep build` makes a template of it");
    for (String end : List.of(".tf", ".tf.json", ".tfvars", ".hcl")) {
      BY_END.put(end, "configuration of Terraform: `terraform show -json` prints its plan");
    }
    for (String end : List.of(".tfplan", ".plan")) {
      BY_END.put(end, "a binary plan: `terraform show -json` prints it");
    }
    for (String end : List.of(".jsonc", ".json5", ".json.txt", ".json.bak")) {
      BY_END.put(end, "no ending of JSON: name them to have them read");
    }
  }

  private NotRead() {}

  /**
   * @param name of the file, in lower case
   * @return empty for what nobody takes for an input
   */
  static Optional<String> why(Path file, String name) {
    if (!Files.isRegularFile(file)) {
      return Optional.of(Files.exists(file) ? "no regular files" : "links that lead nowhere");
    }
    if (name.indexOf('.') < 0) {
      return Optional.of("no ending: name them to have them read");
    }
    return BY_END.entrySet().stream()
        .filter(end -> name.endsWith(end.getKey()))
        .findFirst()
        .map(Map.Entry::getValue);
  }
}
