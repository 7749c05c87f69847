/** What reports say. */
@NullMarked
package dev.whimbrel.app.cli.report;

import org.jspecify.annotations.NullMarked;
