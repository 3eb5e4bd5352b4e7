/**
 * What a run has to tell, as characters: JSON for programs, text for people.
 *
 * <p>May use {@code evaluation} and what is below it, and Jackson. Entry types: {@link
 * dev.vnetproof.report.Report}, {@link dev.vnetproof.report.JsonReportWriter}, {@link
 * dev.vnetproof.report.TextReportWriter}.
 */
@NullMarked
package dev.vnetproof.report;

import org.jspecify.annotations.NullMarked;
