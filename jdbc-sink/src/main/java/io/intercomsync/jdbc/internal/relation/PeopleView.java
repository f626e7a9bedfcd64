package io.intercomsync.jdbc.internal.relation;

import static io.intercomsync.collection.IntercomCollection.CONTACTS;
import static io.intercomsync.collection.IntercomCollection.USERS;

import io.intercomsync.collection.Column;
import io.intercomsync.collection.ColumnType;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.jdbc.dialect.Dialect;
import io.intercomsync.jdbc.dialect.TargetTable;
import io.intercomsync.jdbc.internal.value.OwnColumns;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The view of all people: users and leads with their common columns, but for those of JSON and of decimals. */
record PeopleView() implements ViewDefinition {
    private static final String ROLE = "role";

    @Override
    public String name() {
        return "people";
    }

    @Override
    public Set<IntercomCollection> collections() {
        return Set.of(USERS, CONTACTS);
    }

    @Override
    public String query(Dialect dialect, Map<IntercomCollection, TargetTable> tables) {
        return part(dialect, Objects.requireNonNull(tables.get(USERS)), "user") + " UNION ALL "
                + part(dialect, Objects.requireNonNull(tables.get(CONTACTS)), "lead");
    }

    /** @param role the role of people for whom Intercom sends none */
    private static String part(Dialect dialect, TargetTable table, String role) {
        List<String> columns = new ArrayList<>();
        table.find(OwnColumns.WORKSPACE)
                .ifPresent(column -> columns.add("t." + column.quotedName() + " AS " + dialect.quoted(column.name())));
        for (Column column : common()) {
            String value = value(dialect, table, column);
            columns.add((column.name().equals(ROLE) ? "COALESCE(" + value + ", '" + role + "')" : value) + " AS "
                    + dialect.quoted(column.name()));
        }
        return "SELECT " + String.join(", ", columns) + " FROM " + table.qualifiedName() + " AS t WHERE t."
                + table.quoted(OwnColumns.DELETED_AT) + " IS NULL AND " + ViewMark.condition("t." + table.quoted("id"));
    }

    /** The view has the same columns whatever columns the tables lack, so it can always be replaced. */
    private static String value(Dialect dialect, TargetTable table, Column column) {
        return table.find(column.name())
                .map(found -> "t." + found.quotedName())
                .orElseGet(() -> dialect.typedNull(column.type()));
    }

    private static List<Column> common() {
        return USERS.columns().stream()
                .filter(column -> column.type() != ColumnType.JSON && column.type() != ColumnType.DECIMAL)
                .filter(column -> CONTACTS.columns().stream()
                        .anyMatch(other -> other.name().equals(column.name()) && other.type() == column.type()))
                .toList();
    }
}
