package io.intercomsync.internal.http;

import io.intercomsync.error.ApiException;
import java.io.IOException;

/** An answer is larger than it may be. Only asking for less helps. */
public final class AnswerTooLargeException extends IOException {
    AnswerTooLargeException(String message) {
        super(message);
    }

    /** Returns whether a call failed because its answer is larger or deeper than it may be. */
    public static boolean isCauseOf(ApiException failure) {
        return failure.getCause() instanceof AnswerTooLargeException;
    }
}
