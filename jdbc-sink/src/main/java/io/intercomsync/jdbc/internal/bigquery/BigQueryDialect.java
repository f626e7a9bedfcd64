package io.intercomsync.jdbc.internal.bigquery;

import io.intercomsync.collection.ColumnType;
import io.intercomsync.jdbc.dialect.BulkLoader;
import io.intercomsync.jdbc.dialect.DatabaseCatalog;
import io.intercomsync.jdbc.dialect.DatabaseChecks;
import io.intercomsync.jdbc.dialect.DatabaseErrors;
import io.intercomsync.jdbc.dialect.DatabaseSessions;
import io.intercomsync.jdbc.dialect.Dialect;
import io.intercomsync.jdbc.internal.staging.NewColumn;
import io.intercomsync.jdbc.internal.staging.StagingLoader;
import io.intercomsync.jdbc.internal.value.SqlTimes;
import io.intercomsync.jdbc.internal.value.TypeNames;
import io.intercomsync.jdbc.internal.value.UtcText;
import io.intercomsync.sink.UnitSize;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * BigQuery: rows are loaded through a staging table. A schema is a dataset there. Each statement is its own transaction, so rows are
 * stored first and the checkpoint last.
 */
public final class BigQueryDialect implements Dialect {

    @Override
    public String name() {
        return "Google BigQuery";
    }

    @Override
    public String type(ColumnType type) {
        return switch (type) {
            case TEXT -> "STRING";
            case BOOLEAN -> "BOOL";
            case INTEGER -> "INT64";
            case DECIMAL -> "NUMERIC";
            case TIMESTAMP -> "TIMESTAMP";
            case JSON -> "JSON";
        };
    }

    @Override
    public String doubleType() {
        return "FLOAT64";
    }

    @Override
    public boolean accepts(ColumnType type, String found) {
        return TypeNames.same(type(type), found);
    }

    @Override
    public boolean knowsTypeNames() {
        return true;
    }

    /** Numbers in JSON are doubles beyond 64 bits: {@code round} takes them where the default would refuse the row. */
    @Override
    public String parameter(ColumnType type) {
        return switch (type) {
            case JSON -> "PARSE_JSON(?, wide_number_mode => 'round')";
            case TIMESTAMP -> "CAST(? AS TIMESTAMP)";
            default -> "?";
        };
    }

    @Override
    public Object bindable(ColumnType type, Object value) {
        return UtcText.withZone(value);
    }

    @Override
    public String instantValue(String column) {
        return "UNIX_MICROS(" + column + ")";
    }

    @Override
    public @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        long micros = row.getLong(column);
        return row.wasNull() ? null : SqlTimes.ofMicros(micros);
    }

    @Override
    public String quoted(String identifier) {
        return '`' + identifier.replace("\\", "\\\\").replace("`", "\\`") + '`';
    }

    @Override
    public int longestName() {
        return 300;
    }

    @Override
    public DatabaseCatalog catalog() {
        return BigQueryCatalog.INSTANCE;
    }

    @Override
    public String primaryKey(List<String> columns) {
        return Dialect.super.primaryKey(columns) + " NOT ENFORCED";
    }

    @Override
    public boolean hasIndexes() {
        return false;
    }

    /** A conversation's parts lie together, since they are read and replaced together. */
    @Override
    public String tableOptions(String table, List<String> keyColumns) {
        List<String> columns = table.equals("conversation_parts")
                ? List.of(quoted("conversation_id"), keyColumns.get(keyColumns.size() - 1))
                : keyColumns;
        return "CLUSTER BY " + String.join(", ", columns);
    }

    @Override
    public List<String> addColumns(String table, Map<String, String> types) {
        return List.of(types.entrySet().stream()
                .map(column -> "ADD COLUMN " + column.getKey() + " " + column.getValue())
                .collect(Collectors.joining(", ", "ALTER TABLE " + table + " ", "")));
    }

    /** Only some types can be changed in place, and none to text. */
    @Override
    public List<String> changeTypes(String table, String column, String type) {
        return NewColumn.inPlaceOf(this, table, column, type);
    }

    /**
     * Gives both columns new names at once, and only then drops the old one: for some days nobody may use the name of a column again that
     * was dropped.
     */
    @Override
    public List<String> replaceColumn(String table, String column, String replacement) {
        String old = quoted("_intercom_sync_old_" + unique());
        return List.of(
                "ALTER TABLE " + table + " RENAME COLUMN " + column + " TO " + old + ", RENAME COLUMN " + replacement
                        + " TO " + column,
                "ALTER TABLE " + table + " DROP COLUMN IF EXISTS " + old);
    }

    /** Returns a text that has not been part of a name before. */
    private static String unique() {
        return UUID.randomUUID().toString().substring(0, 8);
    }

    @Override
    public int mostAttributeColumns() {
        return 1_000;
    }

    @Override
    public String jsonItems(String array, List<String> members) {
        String values = members.isEmpty()
                ? "JSON_VALUE(listed) AS " + quoted("value")
                : members.stream()
                        .map(member -> "JSON_VALUE(listed, '$." + member + "') AS " + quoted(member))
                        .collect(Collectors.joining(", "));
        return "UNNEST(ARRAY(SELECT AS STRUCT " + values + " FROM UNNEST(JSON_QUERY_ARRAY(" + array
                + ")) AS listed)) AS item";
    }

    @Override
    public String first(int rows, String query) {
        return query + " LIMIT " + rows;
    }

    /** The limit is 10,000. */
    @Override
    public int mostParameters() {
        return 5_000;
    }

    @Override
    public boolean comparesLists() {
        return false;
    }

    @Override
    public BulkLoader bulkLoader() {
        return new StagingLoader(this, new BigQueryStaging(this, unique()));
    }

    /** Each statement takes a second or more, and a table takes only so many changes a day. */
    @Override
    public UnitSize unitSize() {
        return new UnitSize(50_000, 64L << 20);
    }

    @Override
    public boolean acceptsUrl(String url) {
        return url.startsWith("jdbc:bigquery:");
    }

    @Override
    public String driver() {
        return "com.google.cloud:google-cloud-bigquery-jdbc";
    }

    @Override
    public DatabaseSessions sessions() {
        return new BigQuerySessions();
    }

    @Override
    public DatabaseChecks checks() {
        return BigQueryChecks.INSTANCE;
    }

    @Override
    public DatabaseErrors errors() {
        return BigQueryErrors.INSTANCE;
    }
}
