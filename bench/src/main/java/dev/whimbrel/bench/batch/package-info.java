/** The job that a Java team would write by hand with Spring Batch; it runs in a JVM of its own. */
@NullMarked
package dev.whimbrel.bench.batch;

import org.jspecify.annotations.NullMarked;
