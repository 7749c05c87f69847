package dev.whimbrel.control.proof;

import dev.whimbrel.core.difference.Equation;
import dev.whimbrel.core.difference.Verdict;

/**
 * What was found of one tenant and flow.
 *
 * @param table the target table
 * @param reason why the verdict is what it is, in words without any value
 */
public record TableResult(String flow, String table, String tenant, Equation rows, Verdict verdict, String reason) {}
