/** Delimited and fixed-width text files as a source: each file, or set of like files, is a table. */
@NullMarked
package dev.whimbrel.connectors.file;

import org.jspecify.annotations.NullMarked;
