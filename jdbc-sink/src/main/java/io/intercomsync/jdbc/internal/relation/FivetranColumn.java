package io.intercomsync.jdbc.internal.relation;

import io.intercomsync.collection.ColumnType;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.jdbc.dialect.Dialect;
import io.intercomsync.jdbc.dialect.TargetTable;
import io.intercomsync.jdbc.internal.value.OwnColumns;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Objects;

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
        String in(Dialect dialect, IntercomCollection collection, Map<IntercomCollection, TargetTable> tables);
    }

    /** The alias of the conversation of a part. */
    static final String CONVERSATION = "c";

    private static final OffsetDateTime FAR_FUTURE = OffsetDateTime.parse("9999-12-31T23:59:59Z");

    /** Shows a column of the table. */
    static FivetranColumn renamed(String name, String column) {
        return new FivetranColumn(
                name, (dialect, collection, tables) -> value(dialect, collection, tables, "t", column));
    }

    /** Shows a column of the conversation to which the row belongs. */
    static FivetranColumn ofConversation(String name, String column) {
        return new FivetranColumn(
                name,
                (dialect, collection, tables) ->
                        value(dialect, IntercomCollection.CONVERSATIONS, tables, CONVERSATION, column));
    }

    private static String value(
            Dialect dialect,
            IntercomCollection collection,
            Map<IntercomCollection, TargetTable> tables,
            String alias,
            String column) {
        return table(tables, collection)
                .find(column)
                .map(found -> alias + "." + found.quotedName())
                .orElseGet(() -> dialect.typedNull(type(collection, column)));
    }

    private static TargetTable table(Map<IntercomCollection, TargetTable> tables, IntercomCollection collection) {
        return Objects.requireNonNull(tables.get(collection));
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
        return new FivetranColumn(name, (dialect, collection, tables) -> itemId(dialect, list));
    }

    static String itemId(Dialect dialect, String list) {
        return dialect.itemValue(isOfTexts(list) ? "value" : "id");
    }

    /** Returns whether a list holds bare ids. */
    static boolean isOfTexts(String list) {
        return list.equals("admin_ids");
    }

    /** Shows the role of a person, also where Intercom sends none. */
    static FivetranColumn role() {
        return new FivetranColumn("role", (dialect, collection, tables) -> {
            String usual = collection == IntercomCollection.USERS ? "'user'" : "'lead'";
            return table(tables, collection)
                    .find("role")
                    .map(found -> "COALESCE(t." + found.quotedName() + ", " + usual + ")")
                    .orElse(usual);
        });
    }

    static FivetranColumn deleted() {
        return new FivetranColumn("_fivetran_deleted", (dialect, collection, tables) -> "FALSE");
    }

    static FivetranColumn active() {
        return new FivetranColumn("_fivetran_active", (dialect, collection, tables) -> "TRUE");
    }

    static FivetranColumn synced() {
        return new FivetranColumn(
                "_fivetran_synced",
                (dialect, collection, tables) ->
                        "t." + table(tables, collection).quoted(OwnColumns.RECEIVED_AT));
    }

    /** Shows since when the version of a row holds. */
    static FivetranColumn start() {
        return new FivetranColumn("_fivetran_start", (dialect, collection, tables) -> {
            TargetTable table = table(tables, collection);
            String received = "t." + table.quoted(OwnColumns.RECEIVED_AT);
            return table.find("updated_at")
                    .map(found -> "COALESCE(t." + found.quotedName() + ", " + received + ")")
                    .orElse(received);
        });
    }

    static FivetranColumn end() {
        return new FivetranColumn(
                "_fivetran_end",
                (dialect, collection, tables) -> "CAST('" + dialect.bindable(ColumnType.TIMESTAMP, FAR_FUTURE) + "' AS "
                        + dialect.type(ColumnType.TIMESTAMP) + ")");
    }

    String in(Dialect dialect, IntercomCollection collection, Map<IntercomCollection, TargetTable> tables) {
        return value.in(dialect, collection, tables) + " AS " + dialect.quoted(name);
    }
}
