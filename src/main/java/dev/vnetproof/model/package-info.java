/**
 * Azure's nouns as immutable records: what a snapshot says about one API Management service and the
 * network around it.
 *
 * <p>May use {@code space}. Entry type: {@link dev.vnetproof.model.EnvironmentSnapshot}. What a
 * snapshot does not say is a {@link dev.vnetproof.model.Datum.Unknown}, never null.
 */
@NullMarked
package dev.vnetproof.model;

import org.jspecify.annotations.NullMarked;
