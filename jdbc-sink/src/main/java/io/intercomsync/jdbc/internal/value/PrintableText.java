package io.intercomsync.jdbc.internal.value;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes texts of a database fit for logs and reports. */
public final class PrintableText {
    /** Matches a name in quotes that is followed by data: {@code "email: ada@example.org"}. The data may have lines and quotes. */
    private static final Pattern NAME_WITH_DATA =
            Pattern.compile("\"([^\":\\n]+?)(?:: | VALUES \\()(?:.*\"|.*)", Pattern.DOTALL);

    /** Matches characters that could forge a line, or change how others are shown. */
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+");

    private static final int LONGEST = 500;

    private PrintableText() {}

    /** Returns the text on one line, without control characters, and cut to a length that a log can show. */
    public static String cleaned(@Nullable String text) {
        String line = text == null ? "" : onOneLine(text);
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
    }

    /** Returns the whole text on one line, without control characters: a statement must not be cut. */
    public static String onOneLine(String text) {
        return CONTROL.matcher(text).replaceAll(" ").strip();
    }

    /** Returns the first line, cleaned. */
    public static String firstLine(String text) {
        return cleaned(text.lines().findFirst().orElse(""));
    }

    /** Returns the text without the data that follows a name in quotes. */
    public static String withoutQuotedData(String text) {
        return NAME_WITH_DATA.matcher(text).replaceAll("\"$1\"");
    }
}
