/** Whimbrel as a contender: as users run it, and its bare path through the ports. */
@NullMarked
package dev.whimbrel.bench.own;

import org.jspecify.annotations.NullMarked;
