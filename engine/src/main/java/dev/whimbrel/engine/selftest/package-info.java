/** Attacks a comparison with mutations of real rows and counts which of them it finds. */
@NullMarked
package dev.whimbrel.engine.selftest;

import org.jspecify.annotations.NullMarked;
