package io.intercomsync.internal.http;

import io.intercomsync.error.IntercomSyncException;

/** The run has spent its budget. It ends, and a later run continues. */
public final class BudgetReachedException extends RuntimeException {
    BudgetReachedException(String message) {
        super(message + "; the next run goes on from here");
    }

    /** Notes the fault after which a request was about to be repeated, as the cause. */
    BudgetReachedException after(IntercomSyncException fault) {
        if (getCause() == null) {
            initCause(fault);
        }
        return this;
    }
}
