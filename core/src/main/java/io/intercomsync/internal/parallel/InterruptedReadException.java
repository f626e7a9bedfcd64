package io.intercomsync.internal.parallel;

/** Tells that the thread was interrupted and the run ends. The thread's flag is set. */
public final class InterruptedReadException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public InterruptedReadException(Throwable cause) {
        super("The read was interrupted before its end; the next run goes on from here", cause);
    }
}
