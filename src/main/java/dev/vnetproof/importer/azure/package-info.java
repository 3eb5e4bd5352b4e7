/**
 * Azure's own JSON, and the join of Azure resources into snapshots.
 *
 * <p>May use {@code importer.resource}, {@code importer.captured} and what is below them. Every
 * other input that describes Azure resources (templates, Terraform) becomes {@link
 * dev.vnetproof.importer.resource.AzureResource}s first, so that one join serves all. Entry types:
 * {@link dev.vnetproof.importer.azure.AzureJsonReader} and {@link
 * dev.vnetproof.importer.azure.SnapshotAssembler}.
 *
 * <p>Internal: may change in any version.
 */
@NullMarked
package dev.vnetproof.importer.azure;

import org.jspecify.annotations.NullMarked;
