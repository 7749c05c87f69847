/** Tests of how things are shown. */
@NullMarked
package dev.whimbrel.app.cli.text;

import org.jspecify.annotations.NullMarked;
