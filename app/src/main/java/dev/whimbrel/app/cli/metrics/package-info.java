/** Numbers of a run at work, for whoever collects them. */
@NullMarked
package dev.whimbrel.app.cli.metrics;

import org.jspecify.annotations.NullMarked;
