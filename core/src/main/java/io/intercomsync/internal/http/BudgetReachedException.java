package io.intercomsync.internal.http;

/** The run has spent its budget: it ends, and a later one goes on. */
public final class BudgetReachedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    BudgetReachedException(String message) {
        super(message + "; the next run goes on from here");
    }
}
