/** A ledger with as many findings as anybody may want to keep, and what is asked of it. */
@NullMarked
package dev.whimbrel.bench.evidence;

import org.jspecify.annotations.NullMarked;
