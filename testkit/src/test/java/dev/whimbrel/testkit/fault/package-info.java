/** Tests of the faults on demand, with a real server. */
@NullMarked
package dev.whimbrel.testkit.fault;

import org.jspecify.annotations.NullMarked;
