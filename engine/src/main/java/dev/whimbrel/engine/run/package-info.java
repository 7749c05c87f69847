/** A run from start to verdict: workers, leases, the watch on schemas, the row equation. */
@NullMarked
package dev.whimbrel.engine.run;

import org.jspecify.annotations.NullMarked;
