/** From a project file to a checked plan: connections, scope, mapping, steps. */
@NullMarked
package dev.whimbrel.engine.plan;

import org.jspecify.annotations.NullMarked;
