/** Chinook's own figures, by SQL written apart from the mapping. */
@NullMarked
package dev.whimbrel.examples.chinook;

import org.jspecify.annotations.NullMarked;
