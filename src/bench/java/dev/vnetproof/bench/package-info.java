/** Benchmarks: what the speed goals are measured with. Entry type: {@link Benchmarks}. */
@org.jspecify.annotations.NullMarked
package dev.vnetproof.bench;
