package io.intercomsync.internal.resource;

import io.intercomsync.error.ApiException;
import io.intercomsync.error.TransportException;
import io.intercomsync.internal.foreign.FailureMessage;
import io.intercomsync.internal.http.AnswerTooLargeException;
import io.intercomsync.internal.http.ErrorAdvice;

/** Explains why the read of a resource failed. */
final class ReadFailureText {
    private ReadFailureText() {}

    /** @param permission the permission that the resource takes */
    static String explain(Throwable cause, String permission) {
        if (cause instanceof ApiException api && api.isForbidden()) {
            return explainRefusal(api, permission) + ", or leave the collection out";
        }
        String words = FailureMessage.of(cause);
        return mayPass(cause) ? words + ". Run again later: what is stored stays" : words;
    }

    /** Explains why Intercom refused a list. */
    static String explainRefusal(ApiException refusal, String permission) {
        return refusal.getMessage()
                + (ErrorAdvice.lacksUnnamedPermission(refusal)
                        ? ". Give the app the permission \"" + permission
                                + "\" (Developer Hub > your app > Configure > Authentication)"
                        : "");
    }

    /** Returns whether the same read may go well another time with nothing changed. */
    private static boolean mayPass(Throwable cause) {
        return cause instanceof TransportException
                || (cause instanceof ApiException api
                        && !AnswerTooLargeException.isCauseOf(api)
                        && (api.isRetryable() || api.status() == 409));
    }
}
