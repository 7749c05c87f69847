/** What verifications recorded, read again: for reports, and as files for other tools. */
@NullMarked
package dev.whimbrel.engine.evidence;

import org.jspecify.annotations.NullMarked;
