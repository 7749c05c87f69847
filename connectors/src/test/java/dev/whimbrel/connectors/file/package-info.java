/** Tests of files as a source, most of them with files that are wrong somewhere. */
@NullMarked
package dev.whimbrel.connectors.file;

import org.jspecify.annotations.NullMarked;
