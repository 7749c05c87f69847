/** Buckets of object stores that speak the language of Amazon S3. */
@NullMarked
package dev.whimbrel.connectors.s3;

import org.jspecify.annotations.NullMarked;
