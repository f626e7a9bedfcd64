package io.intercomsync.internal.api;

import java.io.IOException;

/** An answer is larger or deeper than it may be, so that asking again is of no use. */
final class RefusedAnswerException extends IOException {
    private static final long serialVersionUID = 1;

    RefusedAnswerException(String message) {
        super(message);
    }
}
