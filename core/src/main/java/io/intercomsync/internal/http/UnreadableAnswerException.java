package io.intercomsync.internal.http;

/** An answer says that all is well but is not what was asked for. Asking again may help. */
public final class UnreadableAnswerException extends Exception {
    private static final long serialVersionUID = 1;

    /** @param message what is wrong with it, as the end of a sentence */
    public UnreadableAnswerException(String message) {
        super(message);
    }
}
