package dev.vnetproof.rule;

import dev.vnetproof.model.Location;

/** The newest edition of the document, where a location is also looked at with an eye to it. */
public record LaterEdition(Location location, Edition newest) {}
