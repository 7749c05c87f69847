/** How far a run is while it goes on, and how it is interrupted. */
@NullMarked
package dev.whimbrel.app.cli.progress;

import org.jspecify.annotations.NullMarked;
