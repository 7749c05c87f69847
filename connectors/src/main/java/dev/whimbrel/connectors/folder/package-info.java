/** Folders that objects are kept in, and folders that others put files into. */
@NullMarked
package dev.whimbrel.connectors.folder;

import org.jspecify.annotations.NullMarked;
