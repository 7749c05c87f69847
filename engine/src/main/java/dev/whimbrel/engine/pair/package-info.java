/** Holds two sets of tables of equal meaning against each other, on one server or on two. */
@NullMarked
package dev.whimbrel.engine.pair;

import org.jspecify.annotations.NullMarked;
