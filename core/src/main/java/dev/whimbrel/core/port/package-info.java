/** The roles that foreign systems play for the engine: connector, source and target. */
@NullMarked
package dev.whimbrel.core.port;

import org.jspecify.annotations.NullMarked;
