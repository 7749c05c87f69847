/** The figure of the good guest: what a foreground workload feels of a migration. */
@NullMarked
package dev.whimbrel.bench.guest;

import org.jspecify.annotations.NullMarked;
