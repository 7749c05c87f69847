/** From a verification to rows that stand as they should: what can be repaired, and a run that repairs it. */
@NullMarked
package dev.whimbrel.engine.repair;

import org.jspecify.annotations.NullMarked;
