/**
 * What the nouns of a network hold, however an input writes them: words, addresses and tags as
 * texts, and what Azure refuses of a group, a route table or a firewall. Native snapshots and
 * Azure's JSON read their values with it, so that a slip is told in both.
 *
 * <p>May use {@code model}. Knows no JSON: its callers know places and tell problems; what is wrong
 * with a text is an {@link java.lang.IllegalArgumentException} whose message quotes it.
 *
 * <p>Internal: may change in any version.
 */
@NullMarked
package dev.vnetproof.importer.noun;

import org.jspecify.annotations.NullMarked;
