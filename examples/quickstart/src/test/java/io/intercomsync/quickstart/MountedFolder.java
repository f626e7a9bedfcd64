package io.intercomsync.quickstart;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A folder on a file system of its own. Where mounting is not allowed, the test is skipped and says so. */
final class MountedFolder implements AutoCloseable {
    private final Path folder;

    /** @param options of mount: {@code size=1m} or {@code noexec} */
    MountedFolder(Path folder, String options) {
        this.folder = folder;
        boolean isMounted;
        try {
            isMounted = run("mount", "-t", "tmpfs", "-o", options, "none", folder.toString());
        } catch (IOException e) {
            isMounted = false;
        }
        assumeTrue(isMounted, "Skipped: a folder with " + options + " cannot be mounted here");
    }

    private static boolean run(String... command) throws IOException {
        return new ProcessBuilder(List.of(command))
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .onExit()
                        .join()
                        .exitValue()
                == 0;
    }

    @Override
    public void close() throws IOException {
        run("umount", folder.toString());
    }
}
