package io.intercomsync.internal.api;

import io.intercomsync.error.ApiException;
import java.io.IOException;

/** An answer is larger than it may be. Asking again is of use only for less. */
public final class RefusedAnswerException extends IOException {
    private static final long serialVersionUID = 1;

    /** Whether a call failed since its answer is larger or deeper than it may be. */
    public static boolean isBehind(ApiException failure) {
        return failure.getCause() instanceof RefusedAnswerException;
    }

    RefusedAnswerException(String message) {
        super(message);
    }

    /** Returns whether a call failed because of such an answer. */
    public static boolean isCauseOf(ApiException failure) {
        return failure.getCause() instanceof RefusedAnswerException;
    }
}
