package io.intercomsync.internal.api;

import io.intercomsync.error.ApiException;
import java.io.IOException;

/** An answer is larger than it may be. Asking again is of use only for less. */
public final class RefusedAnswerException extends IOException {
    private static final long serialVersionUID = 1;

    RefusedAnswerException(String message) {
        super(message);
    }

    /** Returns whether a call failed because its answer is larger or deeper than it may be. */
    public static boolean isCauseOf(ApiException failure) {
        return failure.getCause() instanceof RefusedAnswerException;
    }
}
