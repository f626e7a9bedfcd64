package io.intercomsync.internal.api;

import io.intercomsync.error.ApiException;
import java.io.IOException;

/** An answer is larger or deeper than it may be, so that asking again is of no use. */
public final class RefusedAnswerException extends IOException {
    private static final long serialVersionUID = 1;

    /** Whether a call failed since its answer is larger or deeper than it may be. */
    public static boolean isBehind(ApiException failure) {
        return failure.getCause() instanceof RefusedAnswerException;
    }

    RefusedAnswerException(String message) {
        super(message);
    }
}
