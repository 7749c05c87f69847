/** Several source rows that become one: who survives, and what merged rows hold. */
@NullMarked
package dev.whimbrel.core.mapping.group;

import org.jspecify.annotations.NullMarked;
