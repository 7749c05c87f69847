/** Which indexes and keys of target tables may be put aside while the tables are filled, and how the schema is with them. */
@NullMarked
package dev.whimbrel.engine.shelf;

import org.jspecify.annotations.NullMarked;
