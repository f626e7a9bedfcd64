package io.intercomsync.jdbc;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the database says that a schema has under one table's name. Names are found whatever their case; the one that is
 * spelt exactly comes first.
 *
 * @param database the name of the database that the schema is in; {@code null} if it has none
 * @param schema the schema's name as the database has it; {@code null} if there is none
 * @param tables the columns by the name of the table
 */
record Catalog(@Nullable String database, @Nullable String schema, Map<String, List<Found>> tables) {

    /**
     * A column.
     *
     * @param name its name
     * @param type the name of its type
     * @param isRequired whether a row needs a value for it
     * @param isGenerated whether the database computes its values
     * @param digits how many digits of decimals it keeps; {@code null} if it has no limit, or holds no decimals
     */
    record Found(
            String name,
            String type,
            boolean isRequired,
            boolean isGenerated,
            @Nullable Digits digits) {}

    /**
     * Asks DuckDB's own catalog, since its driver spells numbers with the digits of the JVM's locale. The catalog does not tell
     * which columns are computed.
     */
    private static final String COLUMNS_OF_DUCKDB = """
            SELECT table_name, column_name, data_type, is_nullable OR column_default IS NOT NULL,
                numeric_precision, numeric_scale
            FROM duckdb_columns()
            WHERE database_name = ? AND schema_name = ? AND lower(table_name) = ?
            ORDER BY table_name, column_index""";

    /** @param table the name of the table; other tables, of which there may be thousands, are not asked for */
    static Catalog read(Connection connection, Dialect dialect, String wanted, String table) throws SQLException {
        String schema = schema(connection, wanted);
        Map<String, List<Found>> tables = Map.of();
        if (schema != null) {
            tables = dialect == Dialect.DUCKDB
                    ? tablesOfDuckDb(connection, schema, table)
                    : tables(connection, schema, table);
        }
        return new Catalog(connection.getCatalog(), schema, tables);
    }

    private static Map<String, List<Found>> tables(Connection connection, String schema, String table)
            throws SQLException {
        Map<String, List<Found>> tables = new LinkedHashMap<>();
        DatabaseMetaData data = connection.getMetaData();
        String escape = data.getSearchStringEscape();
        String pattern = schema.replace(escape, escape + escape)
                .replace("_", escape + "_")
                .replace("%", escape + "%");
        // Patterns mind the case, so this one stands for all names of that length.
        String names = "_".repeat(table.length());
        try (ResultSet rows = data.getColumns(connection.getCatalog(), pattern, names, null)) {
            while (rows.next()) {
                if (schema.equals(rows.getString("TABLE_SCHEM"))
                        && Names.folded(rows.getString("TABLE_NAME")).equals(Names.folded(table))) {
                    tables.computeIfAbsent(rows.getString("TABLE_NAME"), name -> new ArrayList<>())
                            .add(column(rows));
                }
            }
        }
        return tables;
    }

    private static Map<String, List<Found>> tablesOfDuckDb(Connection connection, String schema, String table)
            throws SQLException {
        Map<String, List<Found>> tables = new LinkedHashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(COLUMNS_OF_DUCKDB)) {
            statement.setString(1, connection.getCatalog());
            statement.setString(2, schema);
            statement.setString(3, Names.folded(table));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    String type = rows.getString(3);
                    Digits digits = type.startsWith("DECIMAL") ? new Digits(rows.getInt(5), rows.getInt(6)) : null;
                    tables.computeIfAbsent(rows.getString(1), name -> new ArrayList<>())
                            .add(new Found(rows.getString(2), type, !rows.getBoolean(4), false, digits));
                }
            }
        }
        return tables;
    }

    private static Found column(ResultSet row) throws SQLException {
        boolean isRequired = row.getInt("NULLABLE") == DatabaseMetaData.columnNoNulls
                && row.getString("COLUMN_DEF") == null
                && !"YES".equals(row.getString("IS_AUTOINCREMENT"));
        boolean isGenerated = "YES".equals(row.getString("IS_GENERATEDCOLUMN"));
        return new Found(
                row.getString("COLUMN_NAME"), row.getString("TYPE_NAME"), isRequired, isGenerated, digits(row));
    }

    private static @Nullable Digits digits(ResultSet row) throws SQLException {
        int type = row.getInt("DATA_TYPE");
        int precision = row.getInt("COLUMN_SIZE");
        int scale = row.getInt("DECIMAL_DIGITS");
        boolean isLimited = precision > 0 && !row.wasNull() && (type == Types.NUMERIC || type == Types.DECIMAL);
        return isLimited ? new Digits(precision, scale) : null;
    }

    private static @Nullable String schema(Connection connection, String wanted) throws SQLException {
        List<String> schemas = new ArrayList<>();
        String catalog = connection.getCatalog();
        try (ResultSet rows = connection.getMetaData().getSchemas()) {
            while (rows.next()) {
                String of = rows.getString("TABLE_CATALOG");
                if (of == null || catalog == null || of.equals(catalog)) {
                    schemas.add(rows.getString("TABLE_SCHEM"));
                }
            }
        }
        return find(schemas.stream(), wanted).orElse(null);
    }

    /** The schema's name in SQL. DuckDB may take it for a database's, unless that stands before it. */
    String qualified(Dialect dialect, String wanted) {
        String name = dialect.quoted(schema == null ? wanted : schema);
        return dialect == Dialect.DUCKDB && database != null ? dialect.quoted(database) + "." + name : name;
    }

    /** The name of the table as the database has it. */
    Optional<String> table(String name) {
        return find(tables.keySet().stream(), name);
    }

    List<Found> columns(String table) {
        return tables.getOrDefault(table, List.of());
    }

    Optional<Found> column(String table, String name) {
        return find(columns(table).stream().map(Found::name), name)
                .flatMap(found -> columns(table).stream()
                        .filter(column -> column.name().equals(found))
                        .findFirst());
    }

    private static Optional<String> find(Stream<String> names, String wanted) {
        String folded = Names.folded(wanted);
        return names.filter(name -> Names.folded(name).equals(folded))
                .reduce((one, other) -> one.equals(wanted) ? one : other);
    }
}
