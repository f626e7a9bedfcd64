package io.intercomsync.internal.api;

/** An answer says that all is well but is not what was asked for. Asking again may help. */
final class UnreadableException extends Exception {
    private static final long serialVersionUID = 1;

    /** @param message what is wrong with it, as the end of a sentence */
    UnreadableException(String message) {
        super(message);
    }
}
