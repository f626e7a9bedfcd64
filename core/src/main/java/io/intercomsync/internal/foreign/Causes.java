package io.intercomsync.internal.foreign;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads exceptions of others, whose methods may throw in their turn. */
final class Causes {
    /** The most causes that are looked at, since causes may lead in a circle. */
    private static final int DEEPEST = 20;

    private static final StackTraceElement[] NO_TRACE = {};

    private Causes() {}

    /** Returns the fault and its causes, the fault first. */
    static List<Throwable> of(Throwable fault) {
        List<Throwable> causes = new ArrayList<>();
        for (Throwable next = fault; next != null && causes.size() < DEEPEST; next = causeOf(next)) {
            causes.add(next);
        }
        return causes;
    }

    private static @Nullable Throwable causeOf(Throwable fault) {
        try {
            return fault.getCause();
        } catch (Throwable e) {
            return null;
        }
    }

    /** Returns the message; {@code null} if there is none. */
    static @Nullable String messageOf(Throwable fault) {
        try {
            return fault.getMessage();
        } catch (Throwable e) {
            return null;
        }
    }

    static StackTraceElement[] traceOf(Throwable fault) {
        try {
            return fault.getStackTrace();
        } catch (Throwable e) {
            return NO_TRACE;
        }
    }
}
