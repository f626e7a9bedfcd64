package io.intercomsync.quickstart;

import java.io.Console;
import org.jspecify.annotations.Nullable;

/** Tells terminals from pipes and files, on every Java version. */
final class Terminals {
    private Terminals() {}

    /** Returns whether the console is a terminal. From Java 22 on, there may be a console without a terminal. */
    static boolean isConsole(@Nullable Console console) {
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true; // an older Java, where a console is a terminal
        }
    }
}
