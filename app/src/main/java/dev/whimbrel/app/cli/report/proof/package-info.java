/** What a verification found, as a page for a browser, as text for a terminal and as JSON for a program. */
@NullMarked
package dev.whimbrel.app.cli.report.proof;

import org.jspecify.annotations.NullMarked;
