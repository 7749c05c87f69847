/** What goes wrong in the field, on demand: cut connections, lost commits, networks that swallow, processes that are killed. */
@NullMarked
package dev.whimbrel.testkit.fault;

import org.jspecify.annotations.NullMarked;
