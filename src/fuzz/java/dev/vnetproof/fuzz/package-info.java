/**
 * Fuzzing: damaged inputs through every importer and the whole way to the report. Entry types:
 * {@link Fuzz}, which starts Jazzer, and {@link FuzzTarget}, which Jazzer calls.
 *
 * <p>The bytes of the fuzzer are no input; they are choices ({@link Choices}): which fixture, and
 * what to do to its tree ({@link Damage}, {@link Loss}, {@link Expressions}). What was made is a
 * {@link Trial}; {@link Oracle} judges what became of it.
 */
@org.jspecify.annotations.NullMarked
package dev.vnetproof.fuzz;
