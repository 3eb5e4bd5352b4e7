/**
 * What a running Azure answers when it is asked how things are: effective rules and routes of a
 * network interface, the views of Network Watcher, {@code networkstatus}. No resources, but they
 * settle what resources leave open.
 *
 * <p>May use {@code importer.resource} and what is below it. Entry type: {@link
 * dev.vnetproof.importer.captured.AnswerReader} finds the answers in a document; the others read
 * one kind each.
 *
 * <p>Internal: may change in any version.
 */
@NullMarked
package dev.vnetproof.importer.captured;

import org.jspecify.annotations.NullMarked;
