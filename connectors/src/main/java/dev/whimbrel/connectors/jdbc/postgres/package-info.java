/** PostgreSQL as a target: catalogue, binary COPY, set-wise statements and what the server refuses. */
@NullMarked
package dev.whimbrel.connectors.jdbc.postgres;

import org.jspecify.annotations.NullMarked;
