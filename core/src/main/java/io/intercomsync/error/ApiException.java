package io.intercomsync.error;

import org.jspecify.annotations.Nullable;

/** Intercom answered, but with an error, or with something that is not an answer. */
public final class ApiException extends IntercomSyncException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final @Nullable String code;
    private final @Nullable String requestId;

    /**
     * @param message what was asked, and what Intercom said of it
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

    /** The HTTP status: 404, for example. An answer that could not be read has the status it came with, often 200. */
    public int status() {
        return status;
    }

    /** Intercom's code of the error: {@code rate_limit_exceeded}, for example; {@code null} if it sent none. */
    public @Nullable String code() {
        return code;
    }

    /** Intercom's id of the request, which its support asks for; {@code null} if it sent none. */
    public @Nullable String requestId() {
        return requestId;
    }

    /** Whether the same request may succeed later. When this is thrown, it has been repeated already. */
    public boolean isRetryable() {
        return status == 408 || status == 429 || status >= 500 || status < 300;
    }

    /**
     * Whether Intercom itself says that there is no such object, or none any more. A 404 without a code of Intercom's may be of
     * something on the way to it.
     */
    public boolean isNotFound() {
        return (status == 404 || status == 410) && code != null && !isAboutToken(code);
    }

    /** Whether the token is not known, or is no longer valid, or the workspace is closed, so that no request can succeed. */
    public boolean isUnauthorized() {
        return (status == 401 && !"token_unauthorized".equals(code)) || (code != null && isAboutToken(code));
    }

    private static boolean isAboutToken(String code) {
        return (code.startsWith("token_") && !code.equals("token_unauthorized"))
                || code.equals("missing_authorization");
    }

    /**
     * Whether Intercom says that the token is valid but lacks the permission, or that the workspace's plan does not include what
     * was asked for. A 403 without a code of Intercom's may be of something on the way to it.
     */
    public boolean isForbidden() {
        boolean isRefusal = status == 402 || status == 403 || (status == 401 && "token_unauthorized".equals(code));
        return isRefusal && code != null && !isAboutToken(code);
    }
}
