/** SQL expressions, from text to evaluator. The only package that knows Calcite. */
@NullMarked
package dev.whimbrel.core.mapping.expression;

import org.jspecify.annotations.NullMarked;
