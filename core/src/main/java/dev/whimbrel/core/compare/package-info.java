/** When two rows are the same: canonical form and order-independent digest. */
@NullMarked
package dev.whimbrel.core.compare;

import org.jspecify.annotations.NullMarked;
