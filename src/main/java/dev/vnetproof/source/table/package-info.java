/**
 * Tables of resources (CSV) as the JSON they stand for: a list of rows, whose cells are texts.
 *
 * <p>May use {@code source} and {@code model}. Entry type: {@link
 * dev.vnetproof.source.table.Tables}.
 *
 * <p>Internal: may change in any version.
 */
@NullMarked
package dev.vnetproof.source.table;

import org.jspecify.annotations.NullMarked;
