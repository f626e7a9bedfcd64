/** What a run stored, and whether it is complete. */
@NullMarked
package io.intercomsync.report;

import org.jspecify.annotations.NullMarked;
