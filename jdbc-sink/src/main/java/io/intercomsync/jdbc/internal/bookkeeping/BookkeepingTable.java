package io.intercomsync.jdbc.internal.bookkeeping;

import io.intercomsync.jdbc.dialect.Dialect;
import io.intercomsync.jdbc.internal.sql.Definition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gathers the columns of a table that the sink keeps for itself. */
final class BookkeepingTable {
    private final Dialect dialect;
    private final String qualified;
    private final String text;
    private final List<String> parts = new ArrayList<>();
    private final Map<String, String> comments = new LinkedHashMap<>();

    /**
     * @param qualified the name of the table in SQL
     * @param text the comment of the table
     */
    BookkeepingTable(Dialect dialect, String qualified, String text) {
        this.dialect = dialect;
        this.qualified = qualified;
        this.text = text;
    }

    BookkeepingTable column(String name, String type, String comment) {
        String quoted = dialect.quoted(name);
        parts.add(quoted + " " + type + dialect.definedComment(comment));
        comments.put(quoted, comment);
        return this;
    }

    BookkeepingTable key(List<String> names) {
        parts.add(dialect.primaryKey(names.stream().map(dialect::quoted).toList()));
        return this;
    }

    Definition definition() {
        return new Definition(
                "CREATE TABLE " + qualified + " (" + String.join(", ", parts) + ")" + dialect.definedComment(text),
                dialect.comments(qualified, text, comments));
    }
}
