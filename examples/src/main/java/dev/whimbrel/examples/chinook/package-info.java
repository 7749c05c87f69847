/** The Chinook music shop: a real old database that nobody here made, moved into a redesigned schema. */
@NullMarked
package dev.whimbrel.examples.chinook;

import org.jspecify.annotations.NullMarked;
