package io.intercomsync.internal.feed;

/** The thread was interrupted: the run is to end. The thread's flag is set. */
public final class InterruptedReadException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public InterruptedReadException(Throwable cause) {
        super("The run was interrupted; the next one goes on from here", cause);
    }
}
