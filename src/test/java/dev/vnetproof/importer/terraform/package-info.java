@NullMarked
package dev.vnetproof.importer.terraform;

import org.jspecify.annotations.NullMarked;
