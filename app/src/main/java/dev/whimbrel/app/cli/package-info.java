/** The command line: commands, their options, exit codes, and the door for commands of others. */
@NullMarked
package dev.whimbrel.app.cli;

import org.jspecify.annotations.NullMarked;
