package io.intercomsync.jdbc;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
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

    /** @param table the name of the table; other tables, of which there may be thousands, are not asked for */
    static Catalog read(Connection connection, String wanted, String table) throws SQLException {
        String schema = schema(connection, wanted);
        Map<String, List<Found>> tables = new LinkedHashMap<>();
        if (schema != null) {
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
        }
        return new Catalog(connection.getCatalog(), schema, tables);
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
