/** The national customer's generator and the independent counts that the demo is measured by. */
@NullMarked
package dev.whimbrel.examples.demo;

import org.jspecify.annotations.NullMarked;
