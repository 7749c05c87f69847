/** Inputs of production: taken out of inboxes, kept encrypted under the hash of their bytes, read again, and removed in the end. */
@NullMarked
package dev.whimbrel.engine.arrival;

import org.jspecify.annotations.NullMarked;
