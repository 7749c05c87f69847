/** Tests of sources against real servers. */
@NullMarked
package dev.whimbrel.connectors.jdbc;

import org.jspecify.annotations.NullMarked;
