/** The report, the plan and the progress of a run. */
@NullMarked
package io.intercomsync.report;

import org.jspecify.annotations.NullMarked;
