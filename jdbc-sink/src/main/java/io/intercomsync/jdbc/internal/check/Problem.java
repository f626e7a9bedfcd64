package io.intercomsync.jdbc.internal.check;

import io.intercomsync.jdbc.internal.value.PrintableText;
import java.util.Locale;

/**
 * A problem that a check found.
 *
 * @param isBlocking whether a run would fail
 * @param what says what is wrong
 * @param remedy says what to do, or is the statement that does it; empty if the first part says it
 */
public record Problem(boolean isBlocking, String what, String remedy) {
    public Problem {
        what = PrintableText.cleaned(what);
        remedy = PrintableText.onOneLine(remedy);
    }

    static Problem blocking(String what, String remedy) {
        return new Problem(true, what, remedy);
    }

    static Problem warning(String what, String remedy) {
        return new Problem(false, what, remedy);
    }

    /** Takes the message of an exception apart: it first says what failed, and ends with the remedy. */
    static Problem ofMessage(String message) {
        int end = message.lastIndexOf(". ");
        return end < 0
                ? blocking(message, "")
                : blocking(message.substring(0, end), capital(message.substring(end + 2)));
    }

    private static String capital(String remedy) {
        return remedy.isEmpty() ? "" : remedy.substring(0, 1).toUpperCase(Locale.ROOT) + remedy.substring(1);
    }
}
