package dev.vnetproof.model;

/**
 * The addresses that a service tag stood for when Azure was asked, as effective security rules
 * expand it.
 */
public record TagExpansion(ServiceTag tag, AddressPrefixes prefixes) {}
