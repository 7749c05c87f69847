/** The project file: reading, checking and drafting it, and what it says before any database is asked. */
@NullMarked
package dev.whimbrel.engine.project;

import org.jspecify.annotations.NullMarked;
