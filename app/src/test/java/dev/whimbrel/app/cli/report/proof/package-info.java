/** Tests of the report of a verification. */
@NullMarked
package dev.whimbrel.app.cli.report.proof;

import org.jspecify.annotations.NullMarked;
