/** Tests of how things are shown. */
@NullMarked
package dev.whimbrel.app.cli.progress;

import org.jspecify.annotations.NullMarked;
