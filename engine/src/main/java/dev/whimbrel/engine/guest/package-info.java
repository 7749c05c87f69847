/** How a run behaves on servers that others live from: signals, judgement, allowance, and its keeping by the workers. */
@NullMarked
package dev.whimbrel.engine.guest;

import org.jspecify.annotations.NullMarked;
