package io.intercomsync.jdbc.internal.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Spells {@code COMMENT ON}, which many databases share. */
public final class CommentStatements {
    private CommentStatements() {}

    /**
     * Returns a statement for the table and one for each column.
     *
     * @param table the qualified name of the table, in quotes
     * @param text the comment of the table; empty if it gets none
     * @param columns the comments of columns by their names, which are in quotes
     * @param literal spells a text as a literal
     */
    public static List<String> of(
            String table, String text, Map<String, String> columns, UnaryOperator<String> literal) {
        List<String> statements = new ArrayList<>();
        if (!text.isEmpty()) {
            statements.add("COMMENT ON TABLE " + table + " IS " + literal.apply(text));
        }
        columns.forEach((column, comment) ->
                statements.add("COMMENT ON COLUMN " + table + "." + column + " IS " + literal.apply(comment)));
        return statements;
    }

    /** Returns the text as a literal of standard SQL. */
    public static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
