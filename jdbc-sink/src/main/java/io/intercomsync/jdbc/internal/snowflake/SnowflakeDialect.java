package io.intercomsync.jdbc.internal.snowflake;

import io.intercomsync.collection.ColumnType;
import io.intercomsync.jdbc.dialect.BulkLoader;
import io.intercomsync.jdbc.dialect.DatabaseCatalog;
import io.intercomsync.jdbc.dialect.DatabaseErrors;
import io.intercomsync.jdbc.dialect.DatabaseSessions;
import io.intercomsync.jdbc.dialect.Dialect;
import io.intercomsync.jdbc.internal.staging.NewColumn;
import io.intercomsync.jdbc.internal.staging.StagingLoader;
import io.intercomsync.jdbc.internal.value.SqlTimes;
import io.intercomsync.jdbc.internal.value.TypeNames;
import io.intercomsync.jdbc.internal.value.UtcText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Snowflake: rows are loaded through a temporary table. All names are in upper case, so that nobody need put them in quotes. Keys are
 * declared, but the database does not enforce them.
 */
public final class SnowflakeDialect implements Dialect {
    private static final Set<String> TEXTS = Set.of("text", "varchar");

    @Override
    public String name() {
        return "Snowflake";
    }

    @Override
    public String type(ColumnType type) {
        return switch (type) {
            case TEXT -> "VARCHAR";
            case BOOLEAN -> "BOOLEAN";
            case INTEGER -> "NUMBER(19, 0)";
            case DECIMAL -> "NUMBER(38, 9)";
            case TIMESTAMP -> "TIMESTAMP_TZ(6)";
            case JSON -> "VARIANT";
        };
    }

    @Override
    public String doubleType() {
        return "DOUBLE";
    }

    /** The catalog calls whole numbers and decimals NUMBER alike; the query for columns tells them apart by their scale. */
    @Override
    public boolean accepts(ColumnType type, String found) {
        String name = TypeNames.bare(found);
        return switch (type) {
            case TEXT -> TEXTS.contains(name);
            case BOOLEAN -> name.equals("boolean");
            case INTEGER -> name.equals("integer");
            case DECIMAL -> name.equals("number");
            case TIMESTAMP -> name.equals("timestamp_tz");
            case JSON -> name.equals("variant");
        };
    }

    @Override
    public boolean knowsTypeNames() {
        return true;
    }

    @Override
    public String parameter(ColumnType type) {
        return switch (type) {
            case JSON -> "PARSE_JSON(?)";
            case TIMESTAMP -> "TO_TIMESTAMP_TZ(?, 'YYYY-MM-DD HH24:MI:SS.FF6TZH:TZM')";
            default -> "?";
        };
    }

    @Override
    public Object bindable(ColumnType type, Object value) {
        return UtcText.withZone(value);
    }

    @Override
    public String instantValue(String column) {
        return "DATE_PART(EPOCH_MICROSECOND, " + column + ")";
    }

    @Override
    public @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        long micros = row.getLong(column);
        return row.wasNull() ? null : SqlTimes.ofMicros(micros);
    }

    /** Returns the name in upper case. The catalog shows the sink no other names. */
    @Override
    public String quoted(String identifier) {
        return '"' + identifier.toUpperCase(Locale.ROOT).replace("\"", "\"\"") + '"';
    }

    @Override
    public int longestName() {
        return 255;
    }

    @Override
    public DatabaseCatalog catalog() {
        return SnowflakeCatalog.INSTANCE;
    }

    @Override
    public boolean hasIndexes() {
        return false;
    }

    @Override
    public List<String> addColumns(String table, Map<String, String> types) {
        return List.of(types.entrySet().stream()
                .map(column -> column.getKey() + " " + column.getValue())
                .collect(Collectors.joining(", ", "ALTER TABLE " + table + " ADD COLUMN ", "")));
    }

    /** Types cannot be changed in place. */
    @Override
    public List<String> changeTypes(String table, String column, String type) {
        return NewColumn.inPlaceOf(this, table, column, type);
    }

    @Override
    public boolean keepsDigitsOfDoubles() {
        return false;
    }

    @Override
    public int mostAttributeColumns() {
        return 1_000;
    }

    @Override
    public String jsonItems(String array, List<String> members) {
        return "LATERAL FLATTEN(INPUT => " + array + ") AS item";
    }

    @Override
    public String itemsJoin() {
        return ", ";
    }

    @Override
    public String itemValue(String member) {
        return member.equals("value")
                ? "CAST(item.VALUE AS VARCHAR)"
                : "CAST(GET(item.VALUE, '" + member + "') AS VARCHAR)";
    }

    @Override
    public String replaceView(String view, String query) {
        return "CREATE OR REPLACE VIEW " + view + " COPY GRANTS AS " + query;
    }

    @Override
    public String first(int rows, String query) {
        return query + " LIMIT " + rows;
    }

    /** A list may have 16,384 values. */
    @Override
    public int mostParameters() {
        return 10_000;
    }

    @Override
    public boolean comparesLists() {
        return false;
    }

    @Override
    public BulkLoader bulkLoader() {
        return new StagingLoader(this, new SnowflakeStaging(this));
    }

    @Override
    public boolean acceptsUrl(String url) {
        return url.startsWith("jdbc:snowflake:");
    }

    @Override
    public String driver() {
        return "net.snowflake:snowflake-jdbc";
    }

    /** Without the format JSON the driver needs {@code --add-opens} on newer JDKs. */
    @Override
    public Map<String, String> connectionProperties() {
        return Map.of("JDBC_QUERY_RESULT_FORMAT", "JSON", "loginTimeout", "30", "application", "intercom_sync");
    }

    @Override
    public DatabaseSessions sessions() {
        return new SnowflakeSessions();
    }

    @Override
    public DatabaseErrors errors() {
        return SnowflakeErrors.INSTANCE;
    }
}
