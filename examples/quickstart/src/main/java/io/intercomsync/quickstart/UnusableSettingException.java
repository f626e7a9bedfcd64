package io.intercomsync.quickstart;

/** An environment variable holds what cannot be right; the message says which and what would be. */
final class UnusableSettingException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnusableSettingException(String message) {
        super(message);
    }

    UnusableSettingException(String message, Throwable cause) {
        super(message, cause);
    }
}
