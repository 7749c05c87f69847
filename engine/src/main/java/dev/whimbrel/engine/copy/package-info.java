/** A chunk's way: read, map, resolve, check, write, read back, record. */
@NullMarked
package dev.whimbrel.engine.copy;

import org.jspecify.annotations.NullMarked;
