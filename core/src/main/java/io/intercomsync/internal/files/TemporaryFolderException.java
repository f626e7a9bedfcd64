package io.intercomsync.internal.files;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The folder for temporary files cannot be used; the message names it, the reason and the setting. */
final class TemporaryFolderException extends RuntimeException {
    private static final long serialVersionUID = 1;

    TemporaryFolderException(Path folder, IOException cause) {
        super(
                "Cannot write a temporary file into the folder " + folder + ": " + reason(cause)
                        + ". Mend that, or choose another folder by the JVM's setting -Djava.io.tmpdir=...; then run again",
                cause);
    }

    private static @Nullable String reason(IOException cause) {
        if (cause instanceof NoSuchFileException) {
            return "it does not exist";
        }
        if (cause instanceof AccessDeniedException) {
            return "this user may not write there";
        }
        return cause instanceof FileSystemException inFolder && inFolder.getReason() != null
                ? inFolder.getReason()
                : cause.getMessage();
    }
}
