package io.intercomsync.internal.http;

/** An answer has a good status but is not the expected one. Asking again may help. */
public final class UnreadableAnswerException extends Exception {
    /** @param message the fault of the answer, as the end of a sentence */
    public UnreadableAnswerException(String message) {
        super(message);
    }
}
