/** What became of the rows that an earlier verification found to differ, and whether the source was the same both times. */
@NullMarked
package dev.whimbrel.engine.against;

import org.jspecify.annotations.NullMarked;
