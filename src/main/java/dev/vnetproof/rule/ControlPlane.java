package dev.vnetproof.rule;

import dev.vnetproof.model.AddressPrefixes;
import dev.vnetproof.model.Location;

/**
 * The control plane addresses that the document lists for a location: those of its region, and the
 * global ones of its cloud.
 *
 * @param addresses empty where the document lists none for the region
 * @param listed every address that the document lists for the cloud
 */
public record ControlPlane(Location location, AddressPrefixes addresses, AddressPrefixes listed) {}
