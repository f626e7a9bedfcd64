package io.intercomsync.jdbc;

import java.util.Locale;
import java.util.Set;

/** Compares names of types. */
final class TypeNames {
    private static final Set<String> DOUBLES = Set.of("double", "double precision", "float8");

    private TypeNames() {}

    static boolean same(String one, String other) {
        return bare(one).equals(bare(other));
    }

    /** The name in lower case without length, precision and scale. */
    static String bare(String type) {
        return type.replaceAll("\\s*\\([^)]*\\)", "").strip().toLowerCase(Locale.ROOT);
    }

    /** Whether this is a binary number of 64 bits. */
    static boolean isDouble(String type) {
        return DOUBLES.contains(bare(type));
    }
}
