/** Differences that somebody has accepted. */
@NullMarked
package dev.whimbrel.engine.waive;

import org.jspecify.annotations.NullMarked;
