/** How words, numbers, tables and JSON look on a screen. */
@NullMarked
package dev.whimbrel.app.cli.text;

import org.jspecify.annotations.NullMarked;
