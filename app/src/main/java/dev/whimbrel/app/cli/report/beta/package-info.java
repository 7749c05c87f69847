/** What the commands of the beta pathway tell. */
@NullMarked
package dev.whimbrel.app.cli.report.beta;

import org.jspecify.annotations.NullMarked;
