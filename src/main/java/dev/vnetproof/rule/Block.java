package dev.vnetproof.rule;

import java.util.Optional;

/**
 * One obstacle: what decides, and a witness that meets it.
 *
 * @param demand which part of the requirement it stands in the way of, {@code outbound TCP 1433 to
 *     Sql}
 */
public record Block(String demand, Optional<Witness> witness, DecidedBy decidedBy) {}
