package io.intercomsync.error;

/** Intercom could not be reached, or the connection broke off. It has been tried several times. */
public final class TransportException extends IntercomSyncException {
    private static final long serialVersionUID = 1;

    /** @param message what was asked */
    public TransportException(String message, Throwable cause) {
        super(message, cause);
    }
}
