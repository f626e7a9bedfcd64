package io.intercomsync.hub;

import java.nio.file.Path;
import java.time.Clock;

/** Opens hubs on a clock of the test, for tests in other packages. */
public final class ClockedHub {
    private ClockedHub() {}

    public static Hub open(Path file, Clock clock) {
        return Hub.builder(file).clock(clock).build();
    }
}
