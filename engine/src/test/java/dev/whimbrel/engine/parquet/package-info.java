/** Parquet files as a tool that is not ours reads them. */
@NullMarked
package dev.whimbrel.engine.parquet;

import org.jspecify.annotations.NullMarked;
