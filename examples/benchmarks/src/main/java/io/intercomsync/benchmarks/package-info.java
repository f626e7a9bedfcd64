/** Measures the library on a fake Intercom: one program, whose parts run in processes of their own. */
@NullMarked
package io.intercomsync.benchmarks;

import org.jspecify.annotations.NullMarked;
