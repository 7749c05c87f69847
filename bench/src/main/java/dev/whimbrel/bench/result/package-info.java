/** What came out of a figure, as it stands in its JSON file. */
@NullMarked
package dev.whimbrel.bench.result;

import org.jspecify.annotations.NullMarked;
