package io.intercomsync.report;

/** How the read of a collection ended. The order is from best to worst: a run is as good as its worst collection. */
public enum Status {
    /** It was not chosen, or is not due in this run; it does not count. */
    SKIPPED,
    /** Everything that Intercom listed when the run began is stored. */
    COMPLETE,
    /** Something is missing; the report says how much and why. */
    INCOMPLETE,
    /** The run used up its budget; the next one goes on from there. */
    STOPPED_AT_BUDGET,
    /** The run was told to stop, by an interrupt of its thread; the next one goes on from there. */
    STOPPED,
    /** The token lacks the permission to read it, or the workspace's plan does not include it. */
    FORBIDDEN,
    /** The read broke off; what had been read is stored, and the next run goes on from there. */
    FAILED
}
