package io.intercomsync.jdbc.internal.postgresql;

import io.intercomsync.collection.ColumnType;
import io.intercomsync.jdbc.dialect.BulkLoader;
import io.intercomsync.jdbc.dialect.DatabaseCatalog;
import io.intercomsync.jdbc.dialect.DatabaseChecks;
import io.intercomsync.jdbc.dialect.DatabaseErrors;
import io.intercomsync.jdbc.dialect.DatabaseLocks;
import io.intercomsync.jdbc.dialect.DatabaseSessions;
import io.intercomsync.jdbc.dialect.Dialect;
import io.intercomsync.jdbc.dialect.TargetTable;
import io.intercomsync.jdbc.internal.sql.CommentStatements;
import io.intercomsync.jdbc.internal.value.TypeNames;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** PostgreSQL 13 and newer: rows are loaded by COPY. */
public final class PostgresDialect implements Dialect {
    private static final Set<String> TEXTS = Set.of("text", "varchar");

    @Override
    public String name() {
        return "PostgreSQL";
    }

    @Override
    public String type(ColumnType type) {
        return switch (type) {
            case TEXT -> "text";
            case BOOLEAN -> "boolean";
            case INTEGER -> "bigint";
            case DECIMAL -> "numeric";
            case TIMESTAMP -> "timestamptz";
            case JSON -> "jsonb";
        };
    }

    @Override
    public boolean accepts(ColumnType type, String found) {
        String name = TypeNames.bare(found);
        return switch (type) {
            case TEXT -> TEXTS.contains(name);
            case BOOLEAN -> name.equals("bool");
            case INTEGER -> name.equals("int8") || name.equals("bigserial");
            case DECIMAL -> name.equals("numeric");
            case TIMESTAMP -> name.equals("timestamptz");
            case JSON -> name.equals("jsonb") || name.equals("json");
        };
    }

    @Override
    public boolean knowsTypeNames() {
        return true;
    }

    @Override
    public String parameter(ColumnType type) {
        return type == ColumnType.JSON ? "CAST(? AS jsonb)" : "?";
    }

    @Override
    public boolean holds(BigDecimal number) {
        return true;
    }

    @Override
    public String byteOrder(String quotedColumn) {
        return quotedColumn + " COLLATE \"C\"";
    }

    @Override
    public String jsonItems(String array, List<String> members) {
        String json = "CAST(" + array + " AS jsonb)";
        String values = members.isEmpty() ? "listed #>> '{}' AS " + quoted("value") : "";
        return members.stream()
                .map(member -> "listed ->> '" + member + "' AS " + quoted(member))
                .collect(Collectors.joining(
                        ", ",
                        "LATERAL (SELECT " + values,
                        " FROM jsonb_array_elements(CASE WHEN jsonb_typeof(" + json + ") = 'array' THEN " + json
                                + " END) AS listed) AS item"));
    }

    @Override
    public DatabaseCatalog catalog() {
        return PostgresCatalog.INSTANCE;
    }

    @Override
    public List<String> addColumns(String table, Map<String, String> types) {
        return List.of(types.entrySet().stream()
                .map(column -> "ADD COLUMN " + column.getKey() + " " + column.getValue())
                .collect(Collectors.joining(", ", "ALTER TABLE " + table + " ", "")));
    }

    /** Runs both in one request, which is one transaction. */
    @Override
    public List<String> replaceColumn(String table, String column, String replacement) {
        return List.of(String.join("; ", Dialect.super.replaceColumn(table, column, replacement)));
    }

    @Override
    public List<String> comments(String table, String text, Map<String, String> columns) {
        return CommentStatements.of(table, text, columns, PostgresDialect::literal);
    }

    /** A backslash stands for itself only where {@code standard_conforming_strings} is on, which is the default. */
    private static String literal(String text) {
        String plain = CommentStatements.literal(text);
        return text.indexOf('\\') < 0 ? plain : "E" + plain.replace("\\", "\\\\");
    }

    @Override
    public boolean runsScripts() {
        return true;
    }

    @Override
    public String upsert(TargetTable table) {
        return insert(table) + onConflict(table);
    }

    /** Returns the clause that replaces a row with the same key. The sink has already seen that the stored row is not newer. */
    static String onConflict(TargetTable table) {
        return " ON CONFLICT (" + String.join(", ", table.keyColumns()) + ") DO UPDATE SET "
                + table.assignments("excluded");
    }

    @Override
    public BulkLoader bulkLoader() {
        return new PostgresLoader(this);
    }

    @Override
    public String keyTable(int columns) {
        return IntStream.range(0, columns)
                        .mapToObj(i -> "CAST(? AS text ARRAY)")
                        .collect(Collectors.joining(", ", "unnest(", ")"))
                + IntStream.range(0, columns).mapToObj(i -> "k" + i).collect(Collectors.joining(", ", " AS k(", ")"));
    }

    @Override
    public boolean changesByJoin() {
        return true;
    }

    @Override
    public void checkDeferred(Connection connection, TargetTable table, Instant receivedAt) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET CONSTRAINTS ALL IMMEDIATE");
        }
    }

    @Override
    public boolean acceptsUrl(String url) {
        return url.startsWith("jdbc:postgresql:");
    }

    @Override
    public String driver() {
        return "org.postgresql:postgresql";
    }

    @Override
    public Map<String, String> connectionProperties() {
        // The detail of a server's error repeats the row's data.
        return Map.of("logServerErrorDetail", "false", "tcpKeepAlive", "true", "loginTimeout", "30");
    }

    @Override
    public DatabaseSessions sessions() {
        return new PostgresSessions();
    }

    @Override
    public DatabaseLocks locks() {
        return PostgresLocks.INSTANCE;
    }

    @Override
    public DatabaseChecks checks() {
        return PostgresChecks.INSTANCE;
    }

    @Override
    public DatabaseErrors errors() {
        return PostgresErrors.INSTANCE;
    }
}
