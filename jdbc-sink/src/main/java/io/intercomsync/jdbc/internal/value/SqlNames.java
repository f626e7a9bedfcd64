package io.intercomsync.jdbc.internal.value;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Compares and shortens the names of tables and columns. */
public final class SqlNames {
    private SqlNames() {}

    /** Returns the form in which names are compared. */
    public static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** Returns a name of at most so many bytes. Different names stay different. */
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
