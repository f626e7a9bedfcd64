package io.intercomsync.internal.value;

import java.util.regex.Pattern;

/** Text for reports and logs, on one line: what comes from outside must not look like a line of ours. */
public final class OneLine {
    /** Also marks that turn the direction of what follows. */
    private static final Pattern BREAKS = Pattern.compile("[\\p{Cc}\\p{Cf}\\u2028\\u2029]+");

    private OneLine() {}

    /** The text with a blank in place of line breaks and control characters. */
    public static String of(String text) {
        return BREAKS.matcher(text).replaceAll(" ");
    }
}
