/** The command line against real servers. */
@NullMarked
package dev.whimbrel.app.cli;

import org.jspecify.annotations.NullMarked;
