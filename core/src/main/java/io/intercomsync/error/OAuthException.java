package io.intercomsync.error;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/** A workspace could not be connected. The message has the remedy, and never a secret, a code, a state or a token. */
public final class OAuthException extends IntercomSyncException {
    private static final long serialVersionUID = 1;

    /** The reasons for which a workspace is not connected. */
    public enum Reason {
        /** The person did not give the app access to the workspace. */
        CONSENT_DENIED,
        /** The state is missing, is not the one of this browser session, or is none that this object remembers. */
        FOREIGN_STATE,
        /** The person took too long to answer. */
        EXPIRED_STATE,
        /** The callback came a second time. */
        USED_STATE,
        /** The callback has neither a code nor an error that is known, or has one of them twice. */
        INVALID_CALLBACK,
        /** Intercom does not accept the code: it was used before, is too old, or was changed on the way. */
        INVALID_CODE,
        /** Intercom does not accept the client id or the client secret. */
        INVALID_CLIENT,
        /** Intercom refused the exchange for another reason. */
        REFUSED,
        /** Intercom could not be reached, or cannot answer now. */
        UNAVAILABLE,
        /** The answer to the exchange is not one of Intercom's, or has no token in it. */
        UNREADABLE_ANSWER
    }

    private final Reason reason;

    /** @param message says what failed, and the remedy */
    public OAuthException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = requireNonNull(reason, "reason");
    }

    /** Returns the reason, on which a program can decide. */
    public Reason reason() {
        return reason;
    }
}
