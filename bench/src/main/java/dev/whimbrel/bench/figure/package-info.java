/** The figures: who is measured against whom, on what. */
@NullMarked
package dev.whimbrel.bench.figure;

import org.jspecify.annotations.NullMarked;
