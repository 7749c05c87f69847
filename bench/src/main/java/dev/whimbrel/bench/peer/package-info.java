/** The tools that people would use instead, each run as its own users run it. */
@NullMarked
package dev.whimbrel.bench.peer;

import org.jspecify.annotations.NullMarked;
