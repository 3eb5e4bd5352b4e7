/**
 * Azure resources, in the shape in which REST GET returns them, joined into snapshots.
 *
 * <p>May use {@code source} and {@code model}. Every other input that describes Azure resources
 * (templates, Terraform, captured output) becomes {@link
 * dev.vnetproof.importer.azure.AzureResource}s first, so that one join serves all. Entry types:
 * {@link dev.vnetproof.importer.azure.AzureJsonReader} and {@link
 * dev.vnetproof.importer.azure.SnapshotAssembler}.
 *
 * <p>Internal: may change in any version.
 */
@NullMarked
package dev.vnetproof.importer.azure;

import org.jspecify.annotations.NullMarked;
