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
import io.intercomsync.jdbc.internal.sql.CommentStatements;
import io.intercomsync.jdbc.internal.value.TypeNames;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** MariaDB 10.6 and newer: rows are loaded by {@code LOAD DATA LOCAL}. A schema is a database there. */
public final class MariaDbDialect implements Dialect {
    private static final String CHARSET = " CHARACTER SET utf8mb4";

    /** Tells texts apart by case and by trailing blanks, in every column, whatever the database's own collation is. */
    private static final String COLLATION = " COLLATE utf8mb4_nopad_bin";

    private static final String COLLATED = CHARSET + COLLATION;

    private static final Set<String> TEXTS = Set.of("longtext", "mediumtext", "text", "tinytext", "varchar");

    private static final Pattern OUTSIDE_OF_CATALOG = Pattern.compile("[^\\x{0}-\\x{FFFF}]");

    /** DATETIME has no zone; the sink writes it in UTC. */
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    @Override
    public String name() {
        return "MariaDB";
    }

    /** JSON has no check: {@code json_valid} refuses more than 32 levels, and the sink stores nothing but valid JSON. */
    @Override
    public String type(ColumnType type) {
        return switch (type) {
            case TEXT, JSON -> "LONGTEXT" + COLLATED;
            case BOOLEAN -> "BOOLEAN";
            case INTEGER -> "BIGINT";
            case DECIMAL -> "DECIMAL(38, 9)";
            case TIMESTAMP -> "DATETIME(6)";
        };
    }

    /** An index holds 3,072 bytes, which three columns of this type fill. */
    @Override
    public String keyType() {
        return "VARCHAR(255)" + COLLATED;
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
        return value instanceof OffsetDateTime time ? text(time.toInstant()) : value;
    }

    static String text(Instant time) {
        return TIME.format(time);
    }

    @Override
    public @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        LocalDateTime time = row.getObject(column, LocalDateTime.class);
        return time == null ? null : time.toInstant(ZoneOffset.UTC);
    }

    @Override
    public boolean holdsNul() {
        return true;
    }

    @Override
    public String quoted(String identifier) {
        return '`' + identifier.replace("`", "``") + '`';
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
        return "ALTER TABLE " + table + " MODIFY COLUMN " + column + " " + type;
    }

    /** Adds all at once. The server then only changes its catalog. */
    @Override
    public List<String> addColumns(String table, Map<String, String> types) {
        return List.of(types.entrySet().stream()
                .map(column -> "ADD COLUMN " + column.getKey() + " " + column.getValue())
                .collect(Collectors.joining(", ", "ALTER TABLE " + table + " ", "")));
    }

    @Override
    public List<String> replaceColumn(String table, String column, String replacement) {
        return List.of(
                "ALTER TABLE " + table + " DROP COLUMN " + column + ", RENAME COLUMN " + replacement + " TO " + column);
    }

    /** A row must fit into half a page of 16 kB, and texts of up to 40 bytes always lie in it. */
    @Override
    public int mostAttributeColumns() {
        return 100;
    }

    /**
     * Returns rows of JSON_TABLE, which refuses more than 31 levels: without the test of {@code JSON_VALID}, one such row would make every
     * query of the view fail.
     */
    @Override
    public String jsonItems(String array, List<String> members) {
        List<String> columns = members.isEmpty()
                ? List.of(itemColumn("value", "$"))
                : members.stream()
                        .map(member -> itemColumn(member, "$." + member))
                        .toList();
        return "JSON_TABLE(CASE WHEN JSON_VALID(" + array + ") THEN " + array + " END, '$[*]' COLUMNS ("
                + String.join(", ", columns) + ")) AS item";
    }

    private String itemColumn(String name, String path) {
        return quoted(name) + " " + type(ColumnType.TEXT) + " PATH '" + path + "'";
    }

    @Override
    public String typedNull(ColumnType type) {
        return switch (type) {
            case TEXT, JSON -> "CAST(NULL AS CHAR" + CHARSET + ")" + COLLATION;
            case BOOLEAN, INTEGER -> "CAST(NULL AS SIGNED)";
            case DECIMAL, TIMESTAMP -> "CAST(NULL AS " + type(type) + ")";
        };
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
        return quotedColumn + " COLLATE utf8mb4_nopad_bin";
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
        return Map.of("allowLocalInfile", "true", "tcpKeepAlive", "true", "connectTimeout", "30000");
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
