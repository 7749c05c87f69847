/** The record of arrivals: inputs of production that are kept, and what was seen in inboxes. */
@NullMarked
package dev.whimbrel.control.arrival;

import org.jspecify.annotations.NullMarked;
