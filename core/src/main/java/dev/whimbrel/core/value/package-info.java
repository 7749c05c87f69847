/** What data is: types, keys, tenants and the forms of a value on its way from source to target. */
@NullMarked
package dev.whimbrel.core.value;

import org.jspecify.annotations.NullMarked;
