/** The demo: a national customer's old system, its generator, and the command that moves three branches of it. */
@NullMarked
package dev.whimbrel.examples.demo;

import org.jspecify.annotations.NullMarked;
