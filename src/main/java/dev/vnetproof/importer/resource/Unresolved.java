package dev.vnetproof.importer.resource;

/**
 * A value that its input does not hold: an expression that needs a live Azure, or an attribute that
 * Terraform knows only after apply. Stands in a resource's body inside a {@code POJONode}.
 *
 * @param expression what was written, as people would look for it
 * @param pointer where it stands in its document
 */
public record Unresolved(String expression, String pointer) {}
