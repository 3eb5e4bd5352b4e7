package dev.vnetproof.rule;

/**
 * An edition of the source document, named by the date it prints ({@code 2023-01-06}).
 *
 * @param title as the document calls itself
 */
public record Edition(String id, String title) {}
