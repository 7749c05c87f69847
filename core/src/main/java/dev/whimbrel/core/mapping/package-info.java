/** What source rows mean in the target: flows, fields, expressions and the mapper made from them. */
@NullMarked
package dev.whimbrel.core.mapping;

import org.jspecify.annotations.NullMarked;
