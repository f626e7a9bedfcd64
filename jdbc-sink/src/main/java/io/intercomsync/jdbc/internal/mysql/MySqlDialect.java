package io.intercomsync.jdbc.internal.mysql;

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
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** MySQL 8: rows are loaded through a temporary table. A schema is a database there. */
public final class MySqlDialect implements Dialect {
    private static final MySqlSyntax SYNTAX = new MySqlSyntax("utf8mb4_0900_bin");

    private static final Set<String> TEXTS = Set.of("longtext", "mediumtext", "text", "tinytext", "varchar", "json");

    @Override
    public String name() {
        return "MySQL";
    }

    /** JSON is text: the type JSON turns numbers with more than 17 digits into doubles. */
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
            case TEXT -> TEXTS.contains(name) && !name.equals("json");
            case JSON -> TEXTS.contains(name);
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

    /** DATETIME has no zone; the sink writes it in UTC. */
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
        return MySqlCatalog.INSTANCE;
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

    @Override
    public String indexed(String quotedColumn) {
        return quotedColumn + "(255)";
    }

    @Override
    public String first(int rows, String query) {
        return query + " LIMIT " + rows;
    }

    @Override
    public int mostParameters() {
        return 5_000;
    }

    @Override
    public BulkLoader bulkLoader() {
        return new StagingLoader(this, new MySqlStaging(this));
    }

    @Override
    public String byteOrder(String quotedColumn) {
        return SYNTAX.byteOrder(quotedColumn);
    }

    @Override
    public boolean acceptsUrl(String url) {
        return url.startsWith("jdbc:mysql:");
    }

    @Override
    public String driver() {
        return "com.mysql:mysql-connector-j";
    }

    /** Rows of a large result come as they are read by a cursor of the server alone. */
    @Override
    public Map<String, String> connectionProperties() {
        return Map.of(
                "rewriteBatchedStatements",
                "true",
                "useCursorFetch",
                "true",
                "connectTimeout",
                "30000",
                "connectionAttributes",
                MySqlPlace.connectionAttributes());
    }

    @Override
    public DatabaseSessions sessions() {
        return new MySqlSessions();
    }

    @Override
    public DatabaseLocks locks() {
        return MySqlLocks.INSTANCE;
    }

    @Override
    public DatabaseChecks checks() {
        return MySqlChecks.INSTANCE;
    }

    @Override
    public DatabaseErrors errors() {
        return MySqlErrors.INSTANCE;
    }
}
