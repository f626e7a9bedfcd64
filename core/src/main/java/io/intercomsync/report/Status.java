package io.intercomsync.report;

/**
 * The ways in which the read of a collection ends, from best to worst. A run has the status of its worst collection.
 */
public enum Status {
    /** The collection was not chosen, or is not due in this run; it does not count. */
    SKIPPED,
    /** Everything that Intercom listed when the run began is stored. */
    COMPLETE,
    /** Something is missing; the report says how much and why. */
    INCOMPLETE,
    /** The run used up its budget; the next run continues. */
    STOPPED_AT_BUDGET,
    /** The run was told to stop, by an interrupt of its thread; the next run continues. */
    STOPPED,
    /** The token lacks the permission to read it, or the workspace's plan does not include it. */
    FORBIDDEN,
    /** The read broke off. Everything read before is stored, and the next run continues. */
    FAILED
}
