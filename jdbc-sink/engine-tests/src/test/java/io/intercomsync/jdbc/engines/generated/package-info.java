/** The generated dialects, as far as a real engine understands their statements. */
@org.jspecify.annotations.NullMarked
package io.intercomsync.jdbc.engines.generated;
