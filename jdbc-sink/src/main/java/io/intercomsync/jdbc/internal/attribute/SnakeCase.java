package io.intercomsync.jdbc.internal.attribute;

import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes names in snake case as Segment does. */
final class SnakeCase {
    private static final Pattern DONE = Pattern.compile("[a-z0-9]+(?:_[a-z0-9]+)*");
    /** Matches a word: digits before and after letters belong to it; capitals belong to the small letters behind them. */
    private static final Pattern WORD =
            Pattern.compile("[0-9]+(?:[A-Z]+[a-z]*|[a-z]+)?[0-9]*|(?:[A-Z]+[a-z]*|[a-z]+)[0-9]*");

    private SnakeCase() {}

    /**
     * Returns the name in small ASCII letters, digits and single underscores. All other characters separate words and are dropped,
     * so the result may be empty.
     */
    static String of(String name) {
        return DONE.matcher(name).matches()
                ? name
                : WORD.matcher(name)
                        .results()
                        .map(MatchResult::group)
                        .collect(Collectors.joining("_"))
                        .toLowerCase(Locale.ROOT);
    }
}
