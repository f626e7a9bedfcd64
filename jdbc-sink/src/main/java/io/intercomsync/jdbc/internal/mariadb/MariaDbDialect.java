package io.intercomsync.jdbc.internal.mariadb;

import io.intercomsync.collection.ColumnType;
import io.intercomsync.jdbc.dialect.BulkLoader;
import io.intercomsync.jdbc.dialect.DatabaseCatalog;
import io.intercomsync.jdbc.dialect.DatabaseChecks;
import io.intercomsync.jdbc.dialect.DatabaseErrors;
import io.intercomsync.jdbc.dialect.DatabaseLocks;
import io.intercomsync.jdbc.dialect.DatabaseSessions;
import io.intercomsync.jdbc.dialect.Dialect;
import io.intercomsync.jdbc.dialect.TargetTable;
import io.intercomsync.jdbc.internal.mysql.MySqlPlace;
import io.intercomsync.jdbc.internal.mysql.MySqlSyntax;
import io.intercomsync.jdbc.internal.sql.CommentStatements;
import io.intercomsync.jdbc.internal.value.TypeNames;
import io.intercomsync.jdbc.internal.value.UtcText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** MariaDB 10.6 and newer: rows are loaded by {@code LOAD DATA LOCAL}. A schema is a database there. */
public final class MariaDbDialect implements Dialect {
    private static final MySqlSyntax SYNTAX = new MySqlSyntax("utf8mb4_nopad_bin");

    private static final Set<String> TEXTS = Set.of("longtext", "mediumtext", "text", "tinytext", "varchar");

    private static final Pattern OUTSIDE_OF_CATALOG = Pattern.compile("[^\\x{0}-\\x{FFFF}]");

    @Override
    public String name() {
        return "MariaDB";
    }

    /** JSON has no check: {@code json_valid} refuses more than 32 levels, and the sink stores nothing but valid JSON. */
    @Override
    public String type(ColumnType type) {
        return SYNTAX.type(type);
    }

    @Override
    public String keyType() {
        return SYNTAX.keyType();
    }

    @Override
    public String doubleType() {
        return "DOUBLE";
    }

    @Override
    public boolean accepts(ColumnType type, String found) {
        String name = TypeNames.bare(found);
        return switch (type) {
            case TEXT, JSON -> TEXTS.contains(name);
            case BOOLEAN -> name.equals("tinyint");
            case INTEGER -> name.equals("bigint");
            case DECIMAL -> name.equals("decimal");
            case TIMESTAMP -> name.equals("datetime");
        };
    }

    @Override
    public boolean knowsTypeNames() {
        return true;
    }

    /** Binds times as text, which no driver moves to another zone. */
    @Override
    public Object bindable(ColumnType type, Object value) {
        return UtcText.withoutZone(value);
    }

    @Override
    public @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        return MySqlSyntax.instant(row, column);
    }

    @Override
    public boolean holdsNul() {
        return true;
    }

    @Override
    public String quoted(String identifier) {
        return MySqlSyntax.quoted(identifier);
    }

    @Override
    public int longestName() {
        return 64;
    }

    @Override
    public DatabaseCatalog catalog() {
        return MariaDbCatalog.INSTANCE;
    }

    @Override
    public String changeType(String table, String column, String type) {
        return MySqlSyntax.changeType(table, column, type);
    }

    @Override
    public List<String> addColumns(String table, Map<String, String> types) {
        return MySqlSyntax.addColumns(table, types);
    }

    @Override
    public List<String> replaceColumn(String table, String column, String replacement) {
        return MySqlSyntax.replaceColumn(table, column, replacement);
    }

    /** A row must fit into half a page of 16 kB, and texts of up to 40 bytes always lie in it. */
    @Override
    public int mostAttributeColumns() {
        return 100;
    }

    @Override
    public String jsonItems(String array, List<String> members) {
        return SYNTAX.jsonItems(array, members);
    }

    @Override
    public String typedNull(ColumnType type) {
        return SYNTAX.typedNull(type);
    }

    /** The server's catalog holds no characters outside of the Basic Multilingual Plane. Two backslashes are one in most modes. */
    @Override
    public String definedComment(String text) {
        String plain = OUTSIDE_OF_CATALOG.matcher(text).replaceAll("\uFFFD").replace("\\", "\\\\");
        return " COMMENT " + CommentStatements.literal(plain);
    }

    @Override
    public String indexed(String quotedColumn) {
        return quotedColumn + "(255)";
    }

    /** The loader stores rows by other statements: this one would replace a row of another key in a unique index of somebody else. */
    @Override
    public String upsert(TargetTable table) {
        return insert(table) + " ON DUPLICATE KEY UPDATE "
                + table.columns().stream()
                        .map(column -> column.quotedName() + " = VALUES(" + column.quotedName() + ")")
                        .collect(Collectors.joining(", "));
    }

    @Override
    public BulkLoader bulkLoader() {
        return new MariaDbLoader(this);
    }

    @Override
    public String byteOrder(String quotedColumn) {
        return SYNTAX.byteOrder(quotedColumn);
    }

    @Override
    public boolean acceptsUrl(String url) {
        return url.startsWith("jdbc:mariadb:");
    }

    @Override
    public String driver() {
        return "org.mariadb.jdbc:mariadb-java-client";
    }

    @Override
    public Map<String, String> connectionProperties() {
        return Map.of(
                "allowLocalInfile",
                "true",
                "tcpKeepAlive",
                "true",
                "connectTimeout",
                "30000",
                "connectionAttributes",
                MySqlPlace.connectionAttributes());
    }

    @Override
    public DatabaseSessions sessions() {
        return new MariaDbSessions();
    }

    @Override
    public DatabaseLocks locks() {
        return MariaDbLocks.INSTANCE;
    }

    @Override
    public DatabaseChecks checks() {
        return MariaDbChecks.INSTANCE;
    }

    @Override
    public DatabaseErrors errors() {
        return MariaDbErrors.INSTANCE;
    }
}
