package dev.vnetproof.importer.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vnetproof.model.Place;
import dev.vnetproof.source.DocumentPlace;
import dev.vnetproof.source.JsonDocument;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * One Azure resource as REST GET returns it.
 *
 * @param type {@code Microsoft.Network/networkSecurityGroups}, in any case
 * @param id the resource id, in any case; what other resources refer to
 * @param name the last part of its name
 * @param body the whole resource; its properties stand below {@code properties}, or beside the name
 *     as the az command prints them, in any case. A value that its input leaves to an expression is
 *     a {@code POJONode} of {@link Unresolved}. Where the body has {@code properties}, what is not
 *     in it is none; a body without them may have been cut down by a query
 * @param document the input it came from
 * @param written from a JSON pointer inside {@code body} to where that was written: in {@code
 *     document}, or in one that it takes values from
 */
public record AzureResource(
    String type,
    String id,
    String name,
    ObjectNode body,
    JsonDocument document,
    Function<String, DocumentPlace> written) {

  /** One that was written in {@code document} as a whole. */
  public AzureResource(
      String type,
      String id,
      String name,
      ObjectNode body,
      JsonDocument document,
      UnaryOperator<String> places) {
    this(
        type,
        id,
        name,
        body,
        document,
        (Function<String, DocumentPlace>)
            pointer -> new DocumentPlace(document, places.apply(pointer)));
  }

  /** Where the resource itself was written. */
  public Place place() {
    return written.apply("").place();
  }

  /** The pointers of {@link #written} alone. */
  public UnaryOperator<String> places() {
    return pointer -> written.apply(pointer).pointer();
  }
}
