/**
 * Azure Resource Manager deployment templates, evaluated without a live Azure into the resources
 * that they would deploy.
 *
 * <p>May use {@code source}, {@code importer.resource}, {@code model} and {@code space}. Entry
 * type: {@link dev.vnetproof.importer.template.TemplateReader}. What only a deployment knows stays
 * an {@link dev.vnetproof.importer.resource.Unresolved} value.
 *
 * <p>Internal: may change in any version, but for {@link
 * dev.vnetproof.importer.template.DeploymentSettings}.
 */
@NullMarked
package dev.vnetproof.importer.template;

import org.jspecify.annotations.NullMarked;
