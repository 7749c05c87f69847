/** What a difference is: classes of rows and of values, causes that many differences share, and the verdict that follows. */
@NullMarked
package dev.whimbrel.core.difference;

import org.jspecify.annotations.NullMarked;
