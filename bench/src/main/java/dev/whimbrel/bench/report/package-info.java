/** Pictures and tables of results. */
@NullMarked
package dev.whimbrel.bench.report;

import org.jspecify.annotations.NullMarked;
