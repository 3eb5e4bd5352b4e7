/**
 * From files to snapshots: finds out by content what each input is and hands it to the importer for
 * it.
 *
 * <p>May use the importers below it and {@code model}. Entry type: {@link
 * dev.vnetproof.importer.Importer}. A new format is one {@link dev.vnetproof.importer.Format} and
 * one line in the list of the importer.
 */
@NullMarked
package dev.vnetproof.importer;

import org.jspecify.annotations.NullMarked;
