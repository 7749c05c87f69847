/** Holds two streams of rows against each other: each is read once, in bounded memory, and only rows that differ are looked at again. */
@NullMarked
package dev.whimbrel.engine.compare;

import org.jspecify.annotations.NullMarked;
