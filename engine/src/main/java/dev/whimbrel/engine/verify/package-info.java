/** Holds what stands in the target against what the mapping makes of the source, row by row, and says what differs. */
@NullMarked
package dev.whimbrel.engine.verify;

import org.jspecify.annotations.NullMarked;
