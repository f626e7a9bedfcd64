package io.intercomsync.jdbc.internal.mysql;

import io.intercomsync.collection.ColumnType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Spells what MySQL and MariaDB, which came from it, have in common. They differ in the name of the collation. */
public final class MySqlSyntax {
    private static final String CHARSET = " CHARACTER SET utf8mb4";

    /** Tells texts apart by case and by trailing blanks, in every column, whatever the database's own collation is. */
    private final String collation;

    /** @param collation the name of a collation that compares bytes and ignores no blanks */
    public MySqlSyntax(String collation) {
        this.collation = " COLLATE " + collation;
    }

    /** Returns the type of a column. JSON is text there: each dialect says why. */
    public String type(ColumnType type) {
        return switch (type) {
            case TEXT, JSON -> "LONGTEXT" + CHARSET + collation;
            case BOOLEAN -> "BOOLEAN";
            case INTEGER -> "BIGINT";
            case DECIMAL -> "DECIMAL(38, 9)";
            case TIMESTAMP -> "DATETIME(6)";
        };
    }

    /** Returns the type of a key. An index holds 3,072 bytes, which three columns of this type fill. */
    public String keyType() {
        return "VARCHAR(255)" + CHARSET + collation;
    }

    public String typedNull(ColumnType type) {
        return switch (type) {
            case TEXT, JSON -> "CAST(NULL AS CHAR" + CHARSET + ")" + collation;
            case BOOLEAN, INTEGER -> "CAST(NULL AS SIGNED)";
            case DECIMAL, TIMESTAMP -> "CAST(NULL AS " + type(type) + ")";
        };
    }

    public String byteOrder(String quotedColumn) {
        return quotedColumn + collation;
    }

    public static String quoted(String identifier) {
        return '`' + identifier.replace("`", "``") + '`';
    }

    /** Reads a DATETIME, which has no zone; the sink writes it in UTC. */
    public static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        LocalDateTime time = row.getObject(column, LocalDateTime.class);
        return time == null ? null : time.toInstant(ZoneOffset.UTC);
    }

    public static String changeType(String table, String column, String type) {
        return "ALTER TABLE " + table + " MODIFY COLUMN " + column + " " + type;
    }

    /** Adds all at once. The server then only changes its catalog. */
    public static List<String> addColumns(String table, Map<String, String> types) {
        return List.of(types.entrySet().stream()
                .map(column -> "ADD COLUMN " + column.getKey() + " " + column.getValue())
                .collect(Collectors.joining(", ", "ALTER TABLE " + table + " ", "")));
    }

    public static List<String> replaceColumn(String table, String column, String replacement) {
        return List.of(
                "ALTER TABLE " + table + " DROP COLUMN " + column + ", RENAME COLUMN " + replacement + " TO " + column);
    }

    /**
     * Returns rows of JSON_TABLE. MariaDB's refuses more than 31 levels: without the test of {@code JSON_VALID}, one such row would make
     * every query of the view fail.
     */
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
}
