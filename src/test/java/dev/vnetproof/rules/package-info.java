/**
 * Tests of what {@code rules/} says: the cases of the sidecars, the catalogue they make up, and the
 * worked examples of the reference.
 */
@NullMarked
package dev.vnetproof.rules;

import org.jspecify.annotations.NullMarked;
