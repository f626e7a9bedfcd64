package io.intercomsync.error;

import org.jspecify.annotations.Nullable;

/** A checkpoint could not be stored, could not be read, or is not of the workspace that is being read. */
public final class CheckpointException extends IntercomSyncException {
    private static final long serialVersionUID = 1;

    /** @param message what was being done */
    public CheckpointException(String message) {
        super(message, null);
    }

    /** @param message what was being done */
    public CheckpointException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    private CheckpointException(String message, Throwable cause, boolean repeatsCause) {
        super(message, cause, repeatsCause);
    }

    /**
     * An exception whose message does not repeat the cause's, which may hold data.
     *
     * @param message what was being done
     */
    public static CheckpointException withoutWords(String message, Throwable cause) {
        return new CheckpointException(message, cause, false);
    }

    /**
     * The refusal to mix two workspaces.
     *
     * @param place what holds the checkpoints: a file, a schema
     * @param held the workspace they are of
     * @param asked the workspace that is being read
     */
    public static CheckpointException ofAnotherWorkspace(String place, String held, String asked) {
        return new CheckpointException("Refusing to mix two workspaces: " + place + " belongs to the workspace " + held
                + ", but the access token is of the workspace " + asked + ". Use another schema or directory for it.");
    }
}
