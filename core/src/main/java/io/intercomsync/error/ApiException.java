package io.intercomsync.error;

import org.jspecify.annotations.Nullable;

/** Intercom answered with an error, or with something that cannot be read. */
public final class ApiException extends IntercomSyncException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final @Nullable String code;
    private final @Nullable String requestId;

    /**
     * @param message the request and Intercom's answer in words, with the remedy
     * @param status the HTTP status
     * @param code Intercom's code of the error; {@code null} if it sent none
     * @param requestId Intercom's id of the request, which its support asks for; {@code null} if it sent none
     */
    public ApiException(
            String message, int status, @Nullable String code, @Nullable String requestId, @Nullable Throwable cause) {
        super(message, cause);
        this.status = status;
        this.code = code;
        this.requestId = requestId;
    }

    /**
     * Returns the HTTP status: 404, for example. An answer that cannot be read has the status it came with, often
     * 200.
     */
    public int status() {
        return status;
    }

    /** Returns Intercom's code of the error: {@code rate_limit_exceeded}, for example; {@code null} if it sent none. */
    public @Nullable String code() {
        return code;
    }

    /** Returns Intercom's id of the request, which its support asks for; {@code null} if it sent none. */
    public @Nullable String requestId() {
        return requestId;
    }

    /** Returns whether the same request may succeed later. It has been repeated already. */
    public boolean isRetryable() {
        return status == 408 || status == 429 || status >= 500 || status < 300;
    }

    /**
     * Returns whether Intercom itself says that there is no such object, or none any more. A 404 without a code of
     * Intercom's may come from a proxy on the way.
     */
    public boolean isNotFound() {
        return (status == 404 || status == 410) && code != null && !isAboutToken(code);
    }

    /** Returns whether no request can succeed: the token is unknown or no longer valid, or the workspace is closed. */
    public boolean isUnauthorized() {
        return (status == 401 && !"token_unauthorized".equals(code)) || (code != null && isAboutToken(code));
    }

    private static boolean isAboutToken(String code) {
        return (code.startsWith("token_") && !code.equals("token_unauthorized"))
                || code.equals("missing_authorization");
    }

    /**
     * Returns whether Intercom says that the token lacks the permission, or that the workspace's plan does not
     * include what was asked for. A 403 without a code of Intercom's may come from a proxy on the way.
     */
    public boolean isForbidden() {
        boolean isRefusal = status == 402 || status == 403 || (status == 401 && "token_unauthorized".equals(code));
        return isRefusal && code != null && !isAboutToken(code);
    }
}
