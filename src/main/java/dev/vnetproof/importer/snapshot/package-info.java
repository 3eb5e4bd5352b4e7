/**
 * The native snapshot: its JSON read into the records of {@code model}, written back, and its JSON
 * Schema.
 *
 * <p>May use {@code source}, {@code model}, {@code space}, Jackson and, for the words of structural
 * errors only, the JSON Schema validator. Entry types: {@link
 * dev.vnetproof.importer.snapshot.SnapshotReader}, {@link
 * dev.vnetproof.importer.snapshot.SnapshotWriter}, {@link
 * dev.vnetproof.importer.snapshot.SnapshotSchema}.
 *
 * <p>Internal: may change in any version.
 */
@NullMarked
package dev.vnetproof.importer.snapshot;

import org.jspecify.annotations.NullMarked;
