package io.intercomsync.jdbc.internal.sql;

import java.util.ArrayList;
import java.util.List;

/**
 * The statements that make a table or a column.
 *
 * @param sql the statement that makes it
 * @param comments the statements that say what it holds
 */
public record Definition(String sql, List<String> comments) {

    /** Makes a definition without comments. */
    public Definition(String sql) {
        this(sql, List.of());
    }

    /** Returns all statements, in order. */
    public List<String> statements() {
        List<String> statements = new ArrayList<>(List.of(sql));
        statements.addAll(comments);
        return statements;
    }
}
