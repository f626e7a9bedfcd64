package io.intercomsync.jdbc.internal.value;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Names as databases take them. */
public final class SqlNames {
    private SqlNames() {}

    /** The form in which names are compared. */
    public static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** A name of at most so many bytes: the same for the same name, and another for another name. */
    public static String shortened(String name, int longest) {
        if (bytes(name) <= longest) {
            return name;
        }
        String suffix = String.format(Locale.ROOT, "_%08x", name.hashCode());
        int end = name.length();
        while (bytes(name.substring(0, end)) > longest - suffix.length()) {
            end = name.offsetByCodePoints(end, -1);
        }
        return name.substring(0, end) + suffix;
    }

    public static int bytes(String name) {
        return name.getBytes(StandardCharsets.UTF_8).length;
    }
}
