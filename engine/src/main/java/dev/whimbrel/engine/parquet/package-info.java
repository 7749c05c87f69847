/** Flat tables as Parquet files. */
@NullMarked
package dev.whimbrel.engine.parquet;

import org.jspecify.annotations.NullMarked;
