/** Starting other programs and measuring what they take: time, processor, memory. */
@NullMarked
package dev.whimbrel.bench.process;

import org.jspecify.annotations.NullMarked;
