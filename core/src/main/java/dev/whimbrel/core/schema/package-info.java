/** What a database or file says of itself: tables, columns, keys and rules. */
@NullMarked
package dev.whimbrel.core.schema;

import org.jspecify.annotations.NullMarked;
