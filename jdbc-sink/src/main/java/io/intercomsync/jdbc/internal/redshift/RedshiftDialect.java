package io.intercomsync.jdbc.internal.redshift;

import io.intercomsync.collection.ColumnType;
import io.intercomsync.jdbc.dialect.BulkLoader;
import io.intercomsync.jdbc.dialect.DatabaseCatalog;
import io.intercomsync.jdbc.dialect.DatabaseChecks;
import io.intercomsync.jdbc.dialect.DatabaseErrors;
import io.intercomsync.jdbc.dialect.DatabaseSessions;
import io.intercomsync.jdbc.dialect.Dialect;
import io.intercomsync.jdbc.internal.staging.NewColumn;
import io.intercomsync.jdbc.internal.staging.StagingLoader;
import io.intercomsync.jdbc.internal.value.TypeNames;
import io.intercomsync.jdbc.internal.value.UtcText;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Redshift: rows are loaded through a temporary table. Keys are declared, but the database does not enforce them. */
public final class RedshiftDialect implements Dialect {
    private static final Set<String> TEXTS = Set.of("character varying", "varchar");
    private static final Set<String> TIMES = Set.of("timestamp with time zone", "timestamptz");

    @Override
    public String name() {
        return "Redshift";
    }

    @Override
    public String type(ColumnType type) {
        return switch (type) {
            case TEXT -> "VARCHAR(65535)";
            case BOOLEAN -> "BOOLEAN";
            case INTEGER -> "BIGINT";
            case DECIMAL -> "DECIMAL(38, 9)";
            case TIMESTAMP -> "TIMESTAMPTZ";
            case JSON -> "SUPER";
        };
    }

    @Override
    public String keyType() {
        return "VARCHAR(255)";
    }

    @Override
    public boolean accepts(ColumnType type, String found) {
        String name = TypeNames.bare(found);
        return switch (type) {
            case TEXT -> TEXTS.contains(name);
            case BOOLEAN -> name.equals("boolean");
            case INTEGER -> name.equals("bigint");
            case DECIMAL -> name.equals("numeric");
            case TIMESTAMP -> TIMES.contains(name);
            case JSON -> name.equals("super");
        };
    }

    @Override
    public boolean knowsTypeNames() {
        return true;
    }

    @Override
    public String parameter(ColumnType type) {
        return switch (type) {
            case JSON -> "JSON_PARSE(?)";
            case TIMESTAMP -> "CAST(? AS TIMESTAMPTZ)";
            default -> "?";
        };
    }

    @Override
    public Object bindable(ColumnType type, Object value) {
        return UtcText.withZone(value);
    }

    @Override
    public int longestName() {
        return 127;
    }

    @Override
    public DatabaseCatalog catalog() {
        return RedshiftCatalog.INSTANCE;
    }

    @Override
    public boolean hasIndexes() {
        return false;
    }

    @Override
    public String tableOptions(String table, List<String> keyColumns) {
        return "DISTSTYLE AUTO SORTKEY AUTO";
    }

    /** Only the length of a VARCHAR can be changed in place. */
    @Override
    public List<String> changeTypes(String table, String column, String type) {
        return NewColumn.inPlaceOf(this, table, column, type);
    }

    @Override
    public boolean keepsDigitsOfDoubles() {
        return false;
    }

    /** Unnests the array. Members are read by a path. */
    @Override
    public String jsonItems(String array, List<String> members) {
        return array + " AS item";
    }

    @Override
    public String itemsJoin() {
        return ", ";
    }

    @Override
    public String itemValue(String member) {
        return member.equals("value") ? "CAST(item AS VARCHAR)" : "CAST(item." + quoted(member) + " AS VARCHAR)";
    }

    @Override
    public String first(int rows, String query) {
        return query + " LIMIT " + rows;
    }

    /** The limit is 32,767. */
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
        return new StagingLoader(this, new RedshiftStaging(this));
    }

    @Override
    public boolean acceptsUrl(String url) {
        return url.startsWith("jdbc:redshift:");
    }

    @Override
    public String driver() {
        return "com.amazon.redshift:redshift-jdbc42";
    }

    @Override
    public Map<String, String> connectionProperties() {
        return Map.of("reWriteBatchedInserts", "true", "reWriteBatchedInsertsSize", "128", "loginTimeout", "30");
    }

    @Override
    public DatabaseSessions sessions() {
        return new RedshiftSessions();
    }

    @Override
    public DatabaseChecks checks() {
        return RedshiftChecks.INSTANCE;
    }

    @Override
    public DatabaseErrors errors() {
        return RedshiftErrors.INSTANCE;
    }
}
