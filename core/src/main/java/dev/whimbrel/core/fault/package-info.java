/** What can go wrong, under which code, and what to do next. */
@NullMarked
package dev.whimbrel.core.fault;

import org.jspecify.annotations.NullMarked;
