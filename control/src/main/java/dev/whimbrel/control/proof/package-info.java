/** What verifications found: their verdicts, the patterns of their differences, and the rows behind them. */
@NullMarked
package dev.whimbrel.control.proof;

import org.jspecify.annotations.NullMarked;
