package io.intercomsync.jdbc.internal.attribute;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Names the columns of custom attributes. A column is called {@code custom_attributes_} and the name of the attribute in snake case. If
 * nothing is left of the name, if it is too long or already taken, digits of its SHA-256 follow: 8, or as many more as it takes.
 */
public final class AttributeNames {
    /** The beginning of each name. */
    public static final String PREFIX = "custom_attributes_";

    private static final String REPLACEMENT = "_intercom_sync_new_";

    /** The order in which attributes that come together get their names: first those that keep their spelling. */
    public static final Comparator<String> ORDER = Comparator.<String, Boolean>comparing(
                    name -> !SnakeCase.of(name).equals(name))
            .thenComparing(Comparator.naturalOrder());

    /** Longer names serve nobody, whatever the database allows. */
    private static final int LONGEST = 250;

    private static final int DIGITS = 8;

    private AttributeNames() {}

    /**
     * Returns the name of the column; nothing if the database allows no name that is long enough to be free.
     *
     * @param longest how many bytes the database allows
     * @param isTaken tells whether the table has a column of a name already
     */
    public static Optional<String> of(String attribute, int longest, Predicate<String> isTaken) {
        int most = Math.min(longest, LONGEST);
        String plain = PREFIX + SnakeCase.of(attribute);
        if (!plain.equals(PREFIX) && plain.length() <= most && !isTaken.test(plain)) {
            return Optional.of(plain);
        }
        String digits = sha256(attribute);
        for (int count = DIGITS; count <= digits.length(); count += DIGITS) {
            int room = most - count - 1;
            if (room < PREFIX.length() - 1) {
                return Optional.empty();
            }
            String start = plain.substring(0, Math.min(room, plain.length()));
            String name = start + (start.endsWith("_") ? "" : "_") + digits.substring(0, count);
            if (!isTaken.test(name)) {
                return Optional.of(name);
            }
        }
        return Optional.empty();
    }

    /** Returns the name of the column that is to replace this one. */
    public static String replacement(String column) {
        return REPLACEMENT + sha256(column).substring(0, 2 * DIGITS);
    }

    /** Returns whether a column with this name is to replace another one. */
    public static boolean isReplacement(String column) {
        return column.startsWith(REPLACEMENT);
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-256", e);
        }
    }
}
