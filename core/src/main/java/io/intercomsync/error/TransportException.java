package io.intercomsync.error;

/** Intercom could not be reached, or the connection broke off, also after several attempts. */
public final class TransportException extends IntercomSyncException {
    private static final long serialVersionUID = 1;

    /** @param message says which request failed, and the remedy */
    public TransportException(String message, Throwable cause) {
        super(message, cause);
    }
}
