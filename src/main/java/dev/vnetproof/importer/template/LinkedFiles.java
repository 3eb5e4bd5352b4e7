package dev.vnetproof.importer.template;

import dev.vnetproof.source.JsonDocument;
import java.util.Optional;

/** The files that a template can link to. */
@FunctionalInterface
public interface LinkedFiles {
  LinkedFiles NONE = name -> Optional.empty();

  /**
   * @param name of a document, or the name of one with a relative path instead of its last part
   */
  Optional<JsonDocument> find(String name);
}
