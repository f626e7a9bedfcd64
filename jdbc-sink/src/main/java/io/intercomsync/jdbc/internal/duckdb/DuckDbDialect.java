package io.intercomsync.jdbc.internal.duckdb;

import io.intercomsync.collection.ColumnType;
import io.intercomsync.jdbc.dialect.BulkLoader;
import io.intercomsync.jdbc.dialect.DatabaseCatalog;
import io.intercomsync.jdbc.dialect.DatabaseChecks;
import io.intercomsync.jdbc.dialect.DatabaseErrors;
import io.intercomsync.jdbc.dialect.DatabaseSessions;
import io.intercomsync.jdbc.dialect.Dialect;
import io.intercomsync.jdbc.dialect.TargetTable;
import io.intercomsync.jdbc.internal.sql.CommentStatements;
import io.intercomsync.jdbc.internal.value.OwnColumns;
import io.intercomsync.jdbc.internal.value.SqlTimes;
import io.intercomsync.sink.UnitSize;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** DuckDB: rows that change are deleted, and all are loaded by its appender. */
public final class DuckDbDialect implements Dialect {

    @Override
    public String name() {
        return "DuckDB";
    }

    @Override
    public String type(ColumnType type) {
        return switch (type) {
            case TEXT -> "VARCHAR";
            case BOOLEAN -> "BOOLEAN";
            case INTEGER -> "BIGINT";
            case DECIMAL -> "DECIMAL(38, 9)";
            case TIMESTAMP -> "TIMESTAMP WITH TIME ZONE";
            case JSON -> "JSON";
        };
    }

    @Override
    public boolean knowsTypeNames() {
        return true;
    }

    @Override
    public String doubleType() {
        return "DOUBLE";
    }

    @Override
    public int longestName() {
        return Integer.MAX_VALUE;
    }

    @Override
    public String parameter(ColumnType type) {
        return type == ColumnType.JSON ? "CAST(? AS JSON)" : "?";
    }

    @Override
    public boolean holdsNul() {
        return true;
    }

    @Override
    public String jsonItems(String array, List<String> members) {
        String values = members.isEmpty() ? "listed ->> '$' AS " + quoted("value") : "";
        return members.stream()
                .map(member -> "listed ->> '$.\"" + member + "\"' AS " + quoted(member))
                .collect(Collectors.joining(
                        ", ",
                        "LATERAL (SELECT " + values,
                        " FROM (SELECT unnest(CASE WHEN json_type(" + array + ") = 'ARRAY' THEN CAST(" + array
                                + " AS JSON[]) END) AS listed)) AS item"));
    }

    @Override
    public DatabaseCatalog catalog() {
        return DuckDbCatalog.INSTANCE;
    }

    /** A key makes updates three times slower, and DuckDB fails on a key that one transaction deletes and inserts. */
    @Override
    public boolean hasKeyConstraints() {
        return false;
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
    public BulkLoader bulkLoader() {
        return new DuckDbLoader(this);
    }

    @Override
    public String keyTable(int columns) {
        return IntStream.range(0, columns)
                .mapToObj(i -> "unnest(CAST(? AS VARCHAR[])) AS k" + i)
                .collect(Collectors.joining(", ", "(SELECT ", ") AS k"));
    }

    @Override
    public boolean changesByJoin() {
        return true;
    }

    /** Each transaction costs DuckDB much, whatever is in it. */
    @Override
    public UnitSize unitSize() {
        return new UnitSize(20_000, 32L << 20);
    }

    /** Computes the expressions of indexes, which DuckDB does only when it commits. */
    @Override
    public void checkDeferred(Connection connection, TargetTable table, Instant receivedAt) throws SQLException {
        for (String expression : DuckDbCatalog.indexes(connection, table, "unnest(CAST(expressions AS VARCHAR[]))")) {
            String sql = "SELECT count(CAST(" + expression + " AS VARCHAR)) FROM " + table.qualifiedName()
                    + " WHERE epoch_us(" + table.quoted(OwnColumns.RECEIVED_AT) + ") = " + SqlTimes.micros(receivedAt);
            try (Statement statement = connection.createStatement()) {
                statement.executeQuery(sql).close();
            }
        }
    }

    /** DuckDB has no lock against a second writer in the same process. */
    @Override
    public boolean collidesOnCheckpoints() {
        return true;
    }

    @Override
    public boolean acceptsUrl(String url) {
        return url.startsWith("jdbc:duckdb:");
    }

    @Override
    public String driver() {
        return "org.duckdb:duckdb_jdbc";
    }

    @Override
    public DatabaseSessions sessions() {
        return new DuckDbSessions();
    }

    @Override
    public DatabaseChecks checks() {
        return DuckDbChecks.INSTANCE;
    }

    @Override
    public DatabaseErrors errors() {
        return DuckDbErrors.INSTANCE;
    }
}
