package io.intercomsync.jdbc.internal.relation;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text in a view's definition by which the sink recognizes its own views. A definition that somebody else gives to the view does
 * not have it.
 *
 * @param version the version of the queries
 * @param hash the hash of the query
 */
public record ViewMark(int version, String hash) {
    /** Stands in a query where the mark is to be. No id is such a text. */
    static final String PLACE = "Intercom Sync view";

    /** Is raised with every change of a view's query. */
    private static final int CURRENT = 1;

    private static final Pattern MARK = Pattern.compile(PLACE + " ([0-9]{1,6}) ([0-9a-f]{8})");

    /** Returns the condition that ends a query. Databases drop a condition that is always true, so this one uses a column. */
    static String condition(String idColumn) {
        return idColumn + " <> '" + PLACE + "'";
    }

    /** Returns the mark of a query that this version makes. */
    public static ViewMark of(String query) {
        return new ViewMark(CURRENT, String.format(Locale.ROOT, "%08x", query.hashCode()));
    }

    /** Returns the mark in a definition; nothing if the sink has not made it. */
    public static Optional<ViewMark> find(String definition) {
        Matcher mark = MARK.matcher(definition);
        return mark.find()
                ? Optional.of(new ViewMark(Integer.parseInt(mark.group(1)), mark.group(2)))
                : Optional.empty();
    }

    /** Returns whether another version of the sink has made the view. */
    public boolean isOfOtherVersion() {
        return version != CURRENT;
    }

    /** Returns the query with the mark in its last condition. */
    public String in(String query) {
        int at = query.lastIndexOf(PLACE) + PLACE.length();
        return query.substring(0, at) + " " + version + " " + hash + query.substring(at);
    }
}
