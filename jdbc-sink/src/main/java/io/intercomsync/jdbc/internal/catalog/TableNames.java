package io.intercomsync.jdbc.internal.catalog;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.jdbc.dialect.Dialect;
import io.intercomsync.jdbc.internal.relation.ViewDefinition;
import io.intercomsync.jdbc.internal.value.SqlNames;

/**
 * The names of everything that a sink has in a database. The names of one sink have its prefix, and are shortened where the database
 * allows no longer ones.
 *
 * @param given the schema that the user has named, for messages
 * @param schema the schema that the tables are in; empty if the database has none, so that its name is in the prefix
 * @param prefix the beginning of the names of all tables and views
 * @param bookkeeping the names of the sink's own tables begin with it, after the prefix
 * @param longest how many bytes a name may have
 */
public record TableNames(String given, String schema, String prefix, String bookkeeping, int longest) {
    /** The beginning of the names of the sink's own tables, if the user does not choose another. */
    public static final String BOOKKEEPING = "_intercom_sync";

    /** Returns the names as the user wants them, before the database is known. */
    public static TableNames of(String schema, String prefix, String bookkeeping) {
        return new TableNames(schema, schema, prefix, bookkeeping, Integer.MAX_VALUE);
    }

    /** Returns the names as this database can have them. */
    public TableNames in(Dialect dialect) {
        return dialect.hasSchemas()
                ? new TableNames(given, given, prefix, bookkeeping, dialect.longestName())
                : new TableNames(given, "", given + "_" + prefix, bookkeeping, dialect.longestName());
    }

    /** Returns the name of the table of a collection. */
    public String of(IntercomCollection collection) {
        return prefixed(collection.tableName());
    }

    /** Returns the name of the table that keeps the versions of the collection's rows. */
    public String history(IntercomCollection collection) {
        return prefixed(collection.tableName() + "_history");
    }

    public String of(ViewDefinition view) {
        return prefixed(view.name());
    }

    /** Returns the name of the table of checkpoints. */
    public String checkpoints() {
        return prefixed(bookkeeping + "_checkpoints");
    }

    /** Returns the name of the table that records columns. */
    public String columns() {
        return prefixed(bookkeeping + "_columns");
    }

    /** Returns the name of the index of a collection by this column. */
    public String index(IntercomCollection collection, String column) {
        return prefixed(collection.tableName() + "_" + column + "_idx");
    }

    private String prefixed(String name) {
        return SqlNames.shortened(prefix + name, longest);
    }

    /** Returns whether a table of the database is in the schema. */
    public boolean isInSchema(String table) {
        return !schema.isEmpty() || SqlNames.folded(table).startsWith(SqlNames.folded(given + "_"));
    }

    /** Returns the name of a table without the schema's, where that is a part of it. */
    String withoutSchema(String table) {
        return schema.isEmpty() && isInSchema(table) ? table.substring(given.length() + 1) : table;
    }

    /** Returns whether the name is that of a table of the sink's own. */
    public boolean isBookkeeping(String name) {
        String folded = SqlNames.folded(name);
        return folded.equals(SqlNames.folded(checkpoints())) || folded.equals(SqlNames.folded(columns()));
    }

    /** Returns the schema and the prefix, for messages and for the writer's place. */
    public String title() {
        return "the schema " + given + (prefix.isEmpty() ? "" : " with the table prefix " + prefix);
    }
}
