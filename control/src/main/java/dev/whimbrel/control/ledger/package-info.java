/**
 * What was done and what became of each row: runs, steps, chunks and their leases, the identity map, issues and balances. The
 * tables live in schema {@code whimbrel} of the target, so that they commit with the rows they speak of.
 */
@NullMarked
package dev.whimbrel.control.ledger;

import org.jspecify.annotations.NullMarked;
