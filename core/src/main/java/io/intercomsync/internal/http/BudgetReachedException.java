package io.intercomsync.internal.http;

/** The run has spent its budget. It ends, and a later run continues. */
public final class BudgetReachedException extends RuntimeException {
    BudgetReachedException(String message) {
        super(message + "; the next run goes on from here");
    }
}
