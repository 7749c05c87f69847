/** The real servers that figures run on, and the databases in them. */
@NullMarked
package dev.whimbrel.bench.server;

import org.jspecify.annotations.NullMarked;
