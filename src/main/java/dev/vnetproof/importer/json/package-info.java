/**
 * JSON with places: a parsed document that can tell line and column of any of its values.
 *
 * <p>May use {@code model} and Jackson. Entry type: {@link
 * dev.vnetproof.importer.json.JsonDocument}.
 */
@NullMarked
package dev.vnetproof.importer.json;

import org.jspecify.annotations.NullMarked;
