/**
 * Reading rows from databases by JDBC: one {@link dev.whimbrel.connectors.jdbc.Dialect} for each database holds all that
 * differs between them, the rest is common.
 */
@NullMarked
package dev.whimbrel.connectors.jdbc;

import org.jspecify.annotations.NullMarked;
