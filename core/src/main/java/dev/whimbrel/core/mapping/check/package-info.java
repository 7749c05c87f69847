/** A mapping against the real tables: compiled flows, all problems at once, the accounting, and the target's row rules. */
@NullMarked
package dev.whimbrel.core.mapping.check;

import org.jspecify.annotations.NullMarked;
