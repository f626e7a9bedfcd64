package io.intercomsync.jdbc.internal.h2;

import io.intercomsync.collection.ColumnType;
import io.intercomsync.jdbc.dialect.DatabaseCatalog;
import io.intercomsync.jdbc.dialect.DatabaseChecks;
import io.intercomsync.jdbc.dialect.DatabaseErrors;
import io.intercomsync.jdbc.dialect.DatabaseLocks;
import io.intercomsync.jdbc.dialect.DatabaseSessions;
import io.intercomsync.jdbc.dialect.Dialect;
import io.intercomsync.jdbc.dialect.TargetTable;
import io.intercomsync.jdbc.internal.sql.CommentStatements;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** H2: rows are merged in batches. */
public final class H2Dialect implements Dialect {

    @Override
    public String name() {
        return "H2";
    }

    @Override
    public String type(ColumnType type) {
        return switch (type) {
            case TEXT -> "CHARACTER VARYING";
            case BOOLEAN -> "BOOLEAN";
            case INTEGER -> "BIGINT";
            case DECIMAL -> "NUMERIC(38, 9)";
            case TIMESTAMP -> "TIMESTAMP(6) WITH TIME ZONE";
            case JSON -> "JSON";
        };
    }

    @Override
    public boolean knowsTypeNames() {
        return true;
    }

    @Override
    public int longestName() {
        return 256;
    }

    @Override
    public String parameter(ColumnType type) {
        return type == ColumnType.JSON ? "? FORMAT JSON" : "?";
    }

    @Override
    public boolean holdsNul() {
        return true;
    }

    @Override
    public String byteOrder(String quotedColumn) {
        return "CAST(" + quotedColumn + " AS VARBINARY)";
    }

    @Override
    public DatabaseCatalog catalog() {
        return H2Catalog.INSTANCE;
    }

    /** H2 copies a table to add or drop a column, and then puts the copy in its place. */
    @Override
    public boolean hidesAlteredTables() {
        return true;
    }

    /** Adds all at once: for each statement H2 copies the table. */
    @Override
    public List<String> addColumns(String table, Map<String, String> types) {
        return List.of(types.entrySet().stream()
                .map(column -> column.getKey() + " " + column.getValue())
                .collect(Collectors.joining(", ", "ALTER TABLE " + table + " ADD (", ")")));
    }

    @Override
    public int mostAttributeColumns() {
        return 1_000;
    }

    @Override
    public List<String> comments(String table, String text, Map<String, String> columns) {
        return CommentStatements.of(table, text, columns, CommentStatements::literal);
    }

    @Override
    public boolean runsScripts() {
        return true;
    }

    @Override
    public String upsert(TargetTable table) {
        return "MERGE INTO " + table.qualifiedName() + " (" + table.columnNames() + ") KEY ("
                + String.join(", ", table.keyColumns()) + ") VALUES (" + table.parameters(this) + ")";
    }

    @Override
    public String keyTable(int columns) {
        return IntStream.range(0, columns)
                        .mapToObj(i -> "CAST(? AS VARCHAR ARRAY)")
                        .collect(Collectors.joining(", ", "UNNEST(", ")"))
                + IntStream.range(0, columns).mapToObj(i -> "k" + i).collect(Collectors.joining(", ", " AS k(", ")"));
    }

    @Override
    public boolean acceptsUrl(String url) {
        return url.startsWith("jdbc:h2:");
    }

    @Override
    public String driver() {
        return "com.h2database:h2";
    }

    @Override
    public DatabaseSessions sessions() {
        return new H2Sessions();
    }

    @Override
    public DatabaseLocks locks() {
        return H2Locks.INSTANCE;
    }

    @Override
    public DatabaseChecks checks() {
        return H2Checks.INSTANCE;
    }

    @Override
    public DatabaseErrors errors() {
        return H2Errors.INSTANCE;
    }
}
