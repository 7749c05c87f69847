/** What the commands tell, each as text for a person and as JSON for a program. */
@NullMarked
package dev.whimbrel.app.cli.report;

import org.jspecify.annotations.NullMarked;
