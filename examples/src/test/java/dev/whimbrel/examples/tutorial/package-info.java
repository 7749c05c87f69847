/** Runs the tutorial of the guide, so that it cannot rot. */
@NullMarked
package dev.whimbrel.examples.tutorial;

import org.jspecify.annotations.NullMarked;
