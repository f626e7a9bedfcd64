package io.intercomsync.jdbc.internal.relation;

import io.intercomsync.collection.ColumnType;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.jdbc.dialect.Dialect;
import io.intercomsync.jdbc.dialect.TargetTable;
import io.intercomsync.jdbc.internal.value.OwnColumns;

/**
 * A column of a {@link FivetranView}.
 *
 * @param name its name
 * @param value gives the SQL of its value
 */
record FivetranColumn(String name, Value value) {

    /** Gives the SQL of a value. */
    @FunctionalInterface
    interface Value {
        String in(Dialect dialect, IntercomCollection collection, TargetTable table);
    }

    /** Shows a column of the table. */
    static FivetranColumn renamed(String name, String column) {
        return new FivetranColumn(
                name,
                (dialect, collection, table) -> table.find(column)
                        .map(found -> "t." + found.quotedName())
                        .orElseGet(() -> "CAST(NULL AS " + dialect.type(type(collection, column)) + ")"));
    }

    private static ColumnType type(IntercomCollection collection, String column) {
        return collection.columns().stream()
                .filter(each -> each.name().equals(column))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(collection + " has no column " + column))
                .type();
    }

    /** Shows the id of a listed object. */
    static FivetranColumn item(String name, String list) {
        return new FivetranColumn(name, (dialect, collection, table) -> itemId(dialect, list));
    }

    static String itemId(Dialect dialect, String list) {
        return "item." + dialect.quoted(isOfTexts(list) ? "value" : "id");
    }

    /** Returns whether a list holds bare ids. */
    static boolean isOfTexts(String list) {
        return list.equals("admin_ids");
    }

    /** Shows the role of a person, also where Intercom sends none. */
    static FivetranColumn role() {
        return new FivetranColumn("role", (dialect, collection, table) -> {
            String usual = collection == IntercomCollection.USERS ? "'user'" : "'lead'";
            return table.find("role")
                    .map(found -> "COALESCE(t." + found.quotedName() + ", " + usual + ")")
                    .orElse(usual);
        });
    }

    static FivetranColumn deleted() {
        return new FivetranColumn("_fivetran_deleted", (dialect, collection, table) -> "FALSE");
    }

    static FivetranColumn active() {
        return new FivetranColumn("_fivetran_active", (dialect, collection, table) -> "TRUE");
    }

    static FivetranColumn synced() {
        return new FivetranColumn(
                "_fivetran_synced", (dialect, collection, table) -> "t." + table.quoted(OwnColumns.RECEIVED_AT));
    }

    /** Shows since when the version of a row holds. */
    static FivetranColumn start() {
        return new FivetranColumn("_fivetran_start", (dialect, collection, table) -> {
            String received = "t." + table.quoted(OwnColumns.RECEIVED_AT);
            return table.find("updated_at")
                    .map(found -> "COALESCE(t." + found.quotedName() + ", " + received + ")")
                    .orElse(received);
        });
    }

    static FivetranColumn end() {
        return new FivetranColumn(
                "_fivetran_end",
                (dialect, collection, table) ->
                        "CAST('9999-12-31 23:59:59+00:00' AS " + dialect.type(ColumnType.TIMESTAMP) + ")");
    }

    String in(Dialect dialect, IntercomCollection collection, TargetTable table) {
        return value.in(dialect, collection, table) + " AS " + dialect.quoted(name);
    }
}
