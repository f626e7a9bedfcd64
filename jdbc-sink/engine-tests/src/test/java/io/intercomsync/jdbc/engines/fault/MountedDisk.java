package io.intercomsync.jdbc.engines.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A disk with little room, in memory. Only root can make one. */
final class MountedDisk implements AutoCloseable {
    private final Path folder;

    private MountedDisk(Path folder) {
        this.folder = folder;
    }

    /** Mounts a disk, or skips the test. */
    static MountedDisk mount(Path folder, int megabytes) throws IOException {
        assumeTrue(System.getProperty("user.name").equals("root"), "Only root can mount a small disk");
        String fault = run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", folder.toString());
        assumeTrue(fault.isEmpty(), "No small disk can be mounted here: " + fault);
        return new MountedDisk(folder);
    }

    Path folder() {
        return folder;
    }

    /** Makes room. */
    void grow(int megabytes) throws IOException {
        assertThat(run("mount", "-o", "remount,size=" + megabytes + "m", folder.toString()))
                .isEmpty();
    }

    @Override
    public void close() throws IOException {
        run("umount", "-l", folder.toString());
    }

    /** Runs a program. Returns what it said if it failed. */
    private static String run(String... command) throws IOException {
        Process program =
                new ProcessBuilder(List.of(command)).redirectErrorStream(true).start();
        String said = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exit = program.onExit().join().exitValue();
        return exit == 0 ? "" : exit + " " + said;
    }
}
