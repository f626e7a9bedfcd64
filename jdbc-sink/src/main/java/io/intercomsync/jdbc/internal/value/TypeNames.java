package io.intercomsync.jdbc.internal.value;

import java.util.Locale;
import java.util.Set;

/** Compares names of types. */
public final class TypeNames {
    private static final Set<String> DOUBLES = Set.of("double", "double precision", "float8");

    private TypeNames() {}

    public static boolean same(String one, String other) {
        return bare(one).equals(bare(other));
    }

    /** Returns the name in lower case, without length, precision and scale. */
    public static String bare(String type) {
        return type.replaceAll("\\s*\\([^)]*\\)", "").strip().toLowerCase(Locale.ROOT);
    }

    /** Returns whether the type is a binary number of 64 bits. */
    public static boolean isDouble(String type) {
        return DOUBLES.contains(bare(type));
    }
}
