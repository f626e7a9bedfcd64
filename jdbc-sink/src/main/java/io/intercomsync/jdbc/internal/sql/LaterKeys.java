package io.intercomsync.jdbc.internal.sql;

import io.intercomsync.jdbc.dialect.Dialect;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Spells the condition that a key comes after a given one, also where the database compares no lists. */
public final class LaterKeys {
    private LaterKeys() {}

    /** Returns the condition, with placeholders. */
    public static String condition(Dialect dialect, List<String> columns) {
        if (columns.size() == 1) {
            return columns.get(0) + " > ?";
        }
        if (dialect.comparesLists()) {
            return "(" + String.join(", ", columns) + ") > ("
                    + String.join(", ", Collections.nCopies(columns.size(), "?")) + ")";
        }
        List<String> cases = new ArrayList<>();
        String same = "";
        for (String column : columns) {
            cases.add("(" + same + column + " > ?)");
            same += column + " = ? AND ";
        }
        return "(" + String.join(" OR ", cases) + ")";
    }

    /** Returns the values for the placeholders of {@link #condition}. */
    public static List<String> parameters(Dialect dialect, List<String> after) {
        if (after.size() <= 1 || dialect.comparesLists()) {
            return after;
        }
        List<String> parameters = new ArrayList<>();
        for (int i = 1; i <= after.size(); i++) {
            parameters.addAll(after.subList(0, i));
        }
        return parameters;
    }
}
