package io.intercomsync.error;

import org.jspecify.annotations.Nullable;

/** A checkpoint could not be stored or read, or belongs to another workspace. */
public final class CheckpointException extends IntercomSyncException {
    private static final long serialVersionUID = 1;

    /** @param message says what failed, and on what */
    public CheckpointException(String message) {
        super(message, null);
    }

    /** @param message says what failed, and on what */
    public CheckpointException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    private CheckpointException(String message, Throwable cause, boolean repeatsCause) {
        super(message, cause, repeatsCause);
    }

    /**
     * Makes an exception whose message does not repeat the cause's, which may hold data.
     *
     * @param message says what failed, and on what
     */
    public static CheckpointException withoutWords(String message, Throwable cause) {
        return new CheckpointException(message, cause, false);
    }

    /**
     * Makes the exception that refuses to mix two workspaces.
     *
     * @param place the holder of the checkpoints: a file or a schema
     * @param held the workspace of the checkpoints
     * @param asked the workspace of the access token
     */
    public static CheckpointException ofAnotherWorkspace(String place, String held, String asked) {
        return new CheckpointException("Refusing to mix two workspaces: " + place + " belongs to the workspace " + held
                + ", but the access token is of the workspace " + asked + ". Use another schema or directory for it.");
    }
}
