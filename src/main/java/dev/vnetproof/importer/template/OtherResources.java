package dev.vnetproof.importer.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** Resources that other inputs show, to which a template may refer by their ids. */
@FunctionalInterface
public interface OtherResources {
  /** There are none. */
  OtherResources NONE = id -> Optional.empty();

  /**
   * What {@code reference()} gives for a resource.
   *
   * @param id in any case; may have holes
   */
  Optional<JsonNode> properties(String id);
}
