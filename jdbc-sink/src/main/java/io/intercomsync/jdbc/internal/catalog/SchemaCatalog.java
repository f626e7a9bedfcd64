package io.intercomsync.jdbc.internal.catalog;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.jdbc.dialect.Dialect;
import io.intercomsync.jdbc.dialect.FoundColumn;
import io.intercomsync.jdbc.internal.value.SqlNames;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The schema as the database has it, with the tables of one name. Names are found in any case; an exact match is preferred.
 *
 * @param dialect the dialect
 * @param names the names of the sink in this database
 * @param database the name of the database that the schema is in; {@code null} if it has none
 * @param schema the schema's name as the database has it; {@code null} if there is no such schema
 * @param tables the tables of that name
 */
public record SchemaCatalog(
        Dialect dialect,
        TableNames names,
        @Nullable String database,
        @Nullable String schema,
        List<ActualTable> tables) {

    /**
     * Reads the schema with the tables of a name.
     *
     * @param table the name; a schema may have thousands of other tables, which are not asked for
     */
    public static SchemaCatalog read(Connection connection, Dialect dialect, TableNames names, String table)
            throws SQLException {
        List<String> schemas = dialect.catalog().schemas(connection);
        String schema = dialect.hasSchemas()
                ? find(schemas, Function.identity(), names.schema()).orElse(null)
                : schemas.get(0);
        return read(connection, dialect, names, schema, table);
    }

    /**
     * Reads the tables of a name in a schema that was looked for already.
     *
     * @param schema the schema's name as the database has it; {@code null} if there is no such schema
     */
    public static SchemaCatalog read(
            Connection connection, Dialect dialect, TableNames names, @Nullable String schema, String table)
            throws SQLException {
        Map<String, List<FoundColumn>> columns = new LinkedHashMap<>();
        if (schema != null) {
            for (FoundColumn column : dialect.catalog().columns(connection, schema, table)) {
                columns.computeIfAbsent(column.table(), name -> new ArrayList<>())
                        .add(column);
            }
        }
        List<ActualTable> tables = columns.entrySet().stream()
                .map(entry -> new ActualTable(entry.getKey(), entry.getValue()))
                .toList();
        return new SchemaCatalog(dialect, names, connection.getCatalog(), schema, tables);
    }

    /** Returns the schema's name in SQL. */
    public String qualified() {
        return dialect.catalog()
                .qualifiedSchema(
                        database == null ? null : dialect.quoted(database),
                        dialect.quoted(schema == null ? names.schema() : schema));
    }

    /** Returns the name of a table in SQL, which views use, too: without a schema where the database has none. */
    public String qualified(String table) {
        return (dialect.hasSchemas() ? qualified() + "." : "") + dialect.quoted(table);
    }

    public Optional<ActualTable> table(IntercomCollection collection) {
        return table(names.of(collection));
    }

    public Optional<ActualTable> table(String name) {
        return find(tables, ActualTable::name, name);
    }

    /** Finds what has the name in any case; an exact match is preferred. */
    static <T> Optional<T> find(List<T> all, Function<T, String> name, String wanted) {
        String folded = SqlNames.folded(wanted);
        return all.stream()
                .filter(each -> SqlNames.folded(name.apply(each)).equals(folded))
                .reduce((one, other) -> name.apply(one).equals(wanted) ? one : other);
    }
}
