package io.intercomsync.internal.value;

import java.util.regex.Pattern;

/** Replaces line breaks in texts from outside, so that such a text cannot forge a line of a log or report. */
public final class OneLine {
    /** Line breaks and control characters, also those that change the direction of text. */
    private static final Pattern BREAKS = Pattern.compile("[\\p{Cc}\\p{Cf}\\u2028\\u2029]+");

    private OneLine() {}

    /** Returns the text with a blank in place of line breaks and control characters. */
    public static String of(String text) {
        return BREAKS.matcher(text).replaceAll(" ");
    }
}
