/** The moments at which both sides of a verification are looked at. */
@NullMarked
package dev.whimbrel.engine.moment;

import org.jspecify.annotations.NullMarked;
