package io.intercomsync.internal.foreign;

/** Code that the application brings has failed. The message leaves out its words; they are in the cause. */
public final class ForeignCodeException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ForeignCodeException(String message, Throwable cause) {
        super(message, cause);
    }
}
