package io.intercomsync.jdbc.internal.sqlserver;

import io.intercomsync.collection.ColumnType;
import io.intercomsync.jdbc.dialect.BulkLoader;
import io.intercomsync.jdbc.dialect.DatabaseCatalog;
import io.intercomsync.jdbc.dialect.DatabaseChecks;
import io.intercomsync.jdbc.dialect.DatabaseErrors;
import io.intercomsync.jdbc.dialect.DatabaseLocks;
import io.intercomsync.jdbc.dialect.DatabaseSessions;
import io.intercomsync.jdbc.dialect.Dialect;
import io.intercomsync.jdbc.internal.staging.StagingLoader;
import io.intercomsync.jdbc.internal.value.TypeNames;
import io.intercomsync.jdbc.internal.value.UtcText;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** SQL Server 2017 and newer: rows are loaded through a temporary table. */
public final class SqlServerDialect implements Dialect {

    @Override
    public String name() {
        return "Microsoft SQL Server";
    }

    @Override
    public String type(ColumnType type) {
        return switch (type) {
            case TEXT, JSON -> "NVARCHAR(MAX)";
            case BOOLEAN -> "BIT";
            case INTEGER -> "BIGINT";
            case DECIMAL -> "DECIMAL(38, 9)";
            case TIMESTAMP -> "DATETIMEOFFSET(6)";
        };
    }

    /** No index holds texts of any length. The collation compares characters by their codes. */
    @Override
    public String keyType() {
        return "NVARCHAR(255) COLLATE Latin1_General_100_BIN2";
    }

    @Override
    public String parentType() {
        return keyType();
    }

    @Override
    public String doubleType() {
        return "FLOAT(53)";
    }

    @Override
    public boolean accepts(ColumnType type, String found) {
        String name = TypeNames.bare(found);
        return switch (type) {
            case TEXT, JSON -> name.equals("nvarchar");
            case BOOLEAN -> name.equals("bit");
            case INTEGER -> name.equals("bigint");
            case DECIMAL -> name.equals("decimal") || name.equals("numeric");
            case TIMESTAMP -> name.equals("datetimeoffset");
        };
    }

    @Override
    public boolean knowsTypeNames() {
        return true;
    }

    @Override
    public String parameter(ColumnType type) {
        return type == ColumnType.TIMESTAMP ? "CAST(? AS DATETIMEOFFSET(6))" : "?";
    }

    @Override
    public Object bindable(ColumnType type, Object value) {
        return UtcText.withZone(value);
    }

    @Override
    public String quoted(String identifier) {
        return '[' + identifier.replace("]", "]]") + ']';
    }

    @Override
    public int longestName() {
        return 128;
    }

    @Override
    public DatabaseCatalog catalog() {
        return SqlServerCatalog.INSTANCE;
    }

    @Override
    public String addColumn(String table, String column, String type) {
        return "ALTER TABLE " + table + " ADD " + column + " " + type;
    }

    @Override
    public List<String> addColumns(String table, Map<String, String> types) {
        return List.of(types.entrySet().stream()
                .map(column -> column.getKey() + " " + column.getValue())
                .collect(Collectors.joining(", ", "ALTER TABLE " + table + " ADD ", "")));
    }

    @Override
    public String changeType(String table, String column, String type) {
        return "ALTER TABLE " + table + " ALTER COLUMN " + column + " " + type + " NULL";
    }

    /** Gives FLOAT as text no more than six digits. */
    @Override
    public boolean keepsDigitsOfDoubles() {
        return false;
    }

    @Override
    public List<String> replaceColumn(String table, String column, String replacement) {
        return List.of("ALTER TABLE " + table + " DROP COLUMN " + column, rename(table, replacement, column));
    }

    /** Only a procedure renames columns. It takes the names as texts, the new one without quotes. */
    private static String rename(String table, String column, String name) {
        String bare = name.substring(1, name.length() - 1).replace("]]", "]");
        return "EXEC sp_rename " + text(table + "." + column) + ", " + text(bare) + ", 'COLUMN'";
    }

    private static String text(String value) {
        return "N'" + value.replace("'", "''") + "'";
    }

    @Override
    public String jsonItems(String array, List<String> members) {
        List<String> columns = members.isEmpty()
                ? List.of(quoted("value") + " NVARCHAR(MAX) '$'")
                : members.stream()
                        .map(member -> quoted(member) + " NVARCHAR(MAX) '$." + member + "'")
                        .toList();
        return "OPENJSON(" + array + ") WITH (" + String.join(", ", columns) + ") AS item";
    }

    @Override
    public String itemsJoin() {
        return " CROSS APPLY ";
    }

    @Override
    public String replaceView(String view, String query) {
        return "CREATE OR ALTER VIEW " + view + " AS " + query;
    }

    @Override
    public String first(int rows, String query) {
        return query + " OFFSET 0 ROWS FETCH NEXT " + rows + " ROWS ONLY";
    }

    /** The limit is 2,100. */
    @Override
    public int mostParameters() {
        return 2_000;
    }

    @Override
    public boolean comparesLists() {
        return false;
    }

    @Override
    public BulkLoader bulkLoader() {
        return new StagingLoader(this, new SqlServerStaging(this));
    }

    @Override
    public boolean acceptsUrl(String url) {
        return url.startsWith("jdbc:sqlserver:");
    }

    @Override
    public String driver() {
        return "com.microsoft.sqlserver:mssql-jdbc";
    }

    @Override
    public Map<String, String> connectionProperties() {
        return Map.of("useBulkCopyForBatchInsert", "true", "loginTimeout", "30", "applicationName", "intercom-sync");
    }

    @Override
    public DatabaseSessions sessions() {
        return new SqlServerSessions();
    }

    @Override
    public DatabaseLocks locks() {
        return SqlServerLocks.INSTANCE;
    }

    @Override
    public DatabaseChecks checks() {
        return SqlServerChecks.INSTANCE;
    }

    @Override
    public DatabaseErrors errors() {
        return SqlServerErrors.INSTANCE;
    }
}
