package dev.vnetproof.model;

import dev.vnetproof.space.PortSet;
import dev.vnetproof.space.Protocol;
import java.util.List;
import java.util.Set;

/**
 * A network rule of a firewall: addresses, service tags (as destinations only) and exact host
 * names.
 *
 * @param priority of its collection, 100 to 65000; the lower number is tried first
 */
public record NetworkAllowance(
    String name,
    int priority,
    Access access,
    Datum<RuleAddresses> sourceAddresses,
    Datum<RuleAddresses> destinationAddresses,
    Datum<List<String>> destinationFqdns,
    Datum<PortSet> destinationPorts,
    Datum<Set<Protocol>> protocols,
    String pointer) {}
