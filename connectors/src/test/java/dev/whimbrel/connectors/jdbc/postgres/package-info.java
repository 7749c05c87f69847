/** Tests of the PostgreSQL target against real servers. */
@NullMarked
package dev.whimbrel.connectors.jdbc.postgres;

import org.jspecify.annotations.NullMarked;
