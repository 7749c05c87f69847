/** A row in the clear, for one who may see it and says why. */
@NullMarked
package dev.whimbrel.engine.reveal;

import org.jspecify.annotations.NullMarked;
