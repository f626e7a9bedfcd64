package io.intercomsync.internal.foreign;

/** Code that the application brings has failed. Its message is in the cause alone. */
public final class ForeignCodeException extends RuntimeException {
    ForeignCodeException(String message, Throwable cause) {
        super(message, cause);
    }
}
