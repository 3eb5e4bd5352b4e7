package dev.vnetproof.importer.azure;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vnetproof.importer.json.JsonDocument;
import java.util.function.UnaryOperator;

/**
 * One Azure resource as REST GET returns it.
 *
 * @param type {@code Microsoft.Network/networkSecurityGroups}, in any case
 * @param id the resource id, in any case; what other resources refer to
 * @param name the last part of its name
 * @param body the whole resource with {@code properties} nested; a value that its input leaves to
 *     an expression is a {@code POJONode} of {@link Unresolved}
 * @param document the input it came from
 * @param places from a JSON pointer inside {@code body} to the JSON pointer in {@code document}
 */
public record AzureResource(
    String type,
    String id,
    String name,
    ObjectNode body,
    JsonDocument document,
    UnaryOperator<String> places) {}
