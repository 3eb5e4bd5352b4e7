/**
 * Azure resources as they were read: where each value stands, in every spelling of Azure's tools,
 * and how resources name, hold and join each other.
 *
 * <p>May use {@code importer.noun}, {@code source} and {@code model}. Entry types: {@link
 * dev.vnetproof.importer.resource.AzureResource}, and {@link
 * dev.vnetproof.importer.resource.ResourcePool} with all of them. Words: a <i>node</i> is a value
 * that knows its place; <i>unresolved</i> is an expression in place of a value.
 *
 * <p>Internal: may change in any version.
 */
@NullMarked
package dev.vnetproof.importer.resource;

import org.jspecify.annotations.NullMarked;
