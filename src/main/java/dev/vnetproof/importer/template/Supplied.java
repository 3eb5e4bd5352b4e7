package dev.vnetproof.importer.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;

/** The values that a template is given for its parameters, each found when it is asked for. */
interface Supplied {
  Supplied NOTHING = name -> Optional.empty();

  /**
   * @param name as the template declares it
   * @return the value, or null where none turns out to be given
   */
  Optional<Lazy<JsonNode>> value(String name);

  /**
   * @param values by lower-case name
   */
  static Supplied of(Map<String, Lazy<JsonNode>> values) {
    return name -> Optional.ofNullable(values.get(Frame.lower(name)));
  }
}
