package io.intercomsync.quickstart;

/** A setting has an invalid value. The message names the setting and describes a valid value. */
final class UnusableSettingException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnusableSettingException(String message) {
        super(message);
    }

    UnusableSettingException(String message, Throwable cause) {
        super(message, cause);
    }
}
