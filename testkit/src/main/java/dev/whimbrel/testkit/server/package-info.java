/** Real database servers for tests and the demo, started from artifacts, on random ports of 127.0.0.1. */
@NullMarked
package dev.whimbrel.testkit.server;

import org.jspecify.annotations.NullMarked;
