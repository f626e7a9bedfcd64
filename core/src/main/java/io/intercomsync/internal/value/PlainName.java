package io.intercomsync.internal.value;

import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Shows names as people write them. Intercom sends them with the special characters of HTML encoded. */
public final class PlainName {
    private static final Pattern ENTITY =
            Pattern.compile("&(?:#(\\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|(quot|apos|amp|lt|gt));");
    private static final Map<String, String> NAMED =
            Map.of("quot", "\"", "apos", "'", "amp", "&", "lt", "<", "gt", ">");

    private PlainName() {}

    /** Returns the decoded text on one line, without control characters, which could move the cursor of a terminal. */
    public static String of(String encoded) {
        return OneLine.of(ENTITY.matcher(encoded).replaceAll(entity -> Matcher.quoteReplacement(decoded(entity))));
    }

    private static String decoded(MatchResult entity) {
        if (entity.group(3) != null) {
            return NAMED.getOrDefault(entity.group(3), entity.group());
        }
        int character =
                entity.group(1) != null ? Integer.parseInt(entity.group(1)) : Integer.parseInt(entity.group(2), 16);
        return Character.isDefined(character) ? Character.toString(character) : entity.group();
    }
}
