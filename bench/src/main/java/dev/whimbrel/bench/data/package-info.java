/** The rows that are moved: seeded, made by the servers themselves. */
@NullMarked
package dev.whimbrel.bench.data;

import org.jspecify.annotations.NullMarked;
