/** The functions that expressions may call, on values alone: no SQL, no parser. */
@NullMarked
package dev.whimbrel.core.mapping.function;

import org.jspecify.annotations.NullMarked;
