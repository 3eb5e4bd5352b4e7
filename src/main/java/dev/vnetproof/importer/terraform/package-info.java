/**
 * Terraform plans and states as Azure resources.
 *
 * <p>May use {@code importer.resource} and {@code source}. Entry type: {@link
 * dev.vnetproof.importer.terraform.TerraformReader}. What Terraform knows only after apply is
 * joined through the references of its configuration, or stays {@link
 * dev.vnetproof.importer.resource.Unresolved}.
 *
 * <p>Internal: may change in any version.
 */
@NullMarked
package dev.vnetproof.importer.terraform;

import org.jspecify.annotations.NullMarked;
