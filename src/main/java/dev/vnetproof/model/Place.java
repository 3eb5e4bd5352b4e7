package dev.vnetproof.model;

/**
 * Where something stands in the inputs.
 *
 * <p>Rules and routes carry it as text: a JSON pointer into the input of their snapshot, or, where
 * they stand in another one, its name and the pointer as a fragment: {@code
 * nsg.json#/properties/securityRules/0}.
 *
 * @param source the input
 * @param pointer JSON pointer; empty for the whole document
 */
public record Place(String source, String pointer) {

  /** The text that {@link #of} reads, for a snapshot that stands in {@code home}. */
  public String text(String home) {
    return source.equals(home) && pointer.indexOf('#') < 0
        ? pointer
        : source + "#" + pointer.replace("%", "%25").replace("#", "%23");
  }

  /** The place that {@code text} means in a snapshot that stands in {@code home}. */
  public static Place of(String text, String home) {
    int fragment = text.lastIndexOf('#');
    return fragment < 0
        ? new Place(home, text)
        : new Place(
            text.substring(0, fragment),
            text.substring(fragment + 1).replace("%23", "#").replace("%25", "%"));
  }
}
