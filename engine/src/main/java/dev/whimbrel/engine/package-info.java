/** The doors of the engine. */
@NullMarked
package dev.whimbrel.engine;

import org.jspecify.annotations.NullMarked;
