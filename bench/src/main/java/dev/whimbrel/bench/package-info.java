/** Measures Whimbrel against the tools that people would use instead, side by side in one run on the same data. */
@NullMarked
package dev.whimbrel.bench;

import org.jspecify.annotations.NullMarked;
