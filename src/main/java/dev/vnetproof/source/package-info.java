/**
 * JSON with places, and tables of resources as the JSON they stand for: documents of any size, of
 * which no more is kept than is wanted, and which can tell line and column of any of their values.
 *
 * <p>May use {@code model} and Jackson. Entry types: {@link dev.vnetproof.source.JsonDocument} and
 * {@link dev.vnetproof.source.JsonReader}.
 *
 * <p>Internal: may change in any version.
 */
@NullMarked
package dev.vnetproof.source;

import org.jspecify.annotations.NullMarked;
