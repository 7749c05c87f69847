/** What the connectors of databases share. */
@NullMarked
package dev.whimbrel.connectors.jdbc;

import org.jspecify.annotations.NullMarked;
