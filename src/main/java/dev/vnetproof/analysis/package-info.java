/**
 * Decides demands exactly: against the security rules, routes, firewall and DNS of a location.
 *
 * <p>May use {@code requirement}, {@code finding}, {@code fact}, {@code model} and {@code space}.
 * Entry types: {@link dev.vnetproof.analysis.LocationAnalysis}, {@link
 * dev.vnetproof.analysis.ServiceTags}.
 */
@NullMarked
package dev.vnetproof.analysis;

import org.jspecify.annotations.NullMarked;
