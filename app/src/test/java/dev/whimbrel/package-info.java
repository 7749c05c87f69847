/** What holds for all modules. */
@NullMarked
package dev.whimbrel;

import org.jspecify.annotations.NullMarked;
