package io.intercomsync.jdbc.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds what a database contains. */
public interface DatabaseCatalog {
    /** Asks the metadata of the JDBC driver. */
    DatabaseCatalog OF_METADATA = new DatabaseCatalog() {};

    /** Returns the names of the schemas of the connection's database. */
    default List<String> schemas(Connection connection) throws SQLException {
        return DriverMetadata.schemas(connection);
    }

    /** Returns the names of the tables and views of a schema, which is spelled as the database has it. */
    default List<String> tables(Connection connection, String schema) throws SQLException {
        return DriverMetadata.tables(connection, schema);
    }

    /**
     * Returns the definitions of the views of these names in any case, by the name of the view. A view may be left out if the user may
     * not see its definition. The default asks the standard's {@code information_schema}.
     *
     * @param schema the schema's name as the database has it
     * @param names in lower case
     */
    default Map<String, String> views(Connection connection, String schema, Collection<String> names)
            throws SQLException {
        return DriverMetadata.views(connection, schema, names);
    }

    /**
     * Returns the columns of all tables of the schema that have this name in any case, in the order of the table.
     *
     * @param schema the schema's name as the database has it
     * @param table the name of the table
     */
    default List<FoundColumn> columns(Connection connection, String schema, String table) throws SQLException {
        return DriverMetadata.columns(connection, schema, table);
    }

    /**
     * Returns the name of a schema as statements spell it.
     *
     * @param database the name of the connection's database, in quotes; {@code null} if it has none
     * @param schema the name of the schema, in quotes
     */
    default String qualifiedSchema(@Nullable String database, String schema) {
        return schema;
    }

    /** Returns the statement that creates a schema. */
    default String createSchema(String qualifiedSchema) {
        return "CREATE SCHEMA " + qualifiedSchema;
    }

    /**
     * Returns the name of the database that a URL names, where statements spell it; {@code null} where they do not, which is the default.
     *
     * @param database the database or its file as the URL has it; empty if it is not known
     */
    default @Nullable String database(String database) {
        return null;
    }

    /**
     * Returns the comment of a column; empty if it has none. The default asks the driver's metadata.
     *
     * @param column the name of the column as the database has it
     */
    default String comment(Connection connection, TargetTable table, String column) throws SQLException {
        return DriverMetadata.comment(connection, table, column);
    }

    /**
     * Returns the statements that grant the rights on one column for another one, too. The sink runs them before it drops the first column.
     * The default returns none, for databases that grant no rights on columns or keep them by the column's name.
     *
     * @param column the name of the column as the database has it
     * @param other the name of the other column, in quotes
     */
    default List<String> grants(Connection connection, TargetTable table, String column, String other)
            throws SQLException {
        return List.of();
    }

    /**
     * Returns the triggers, rules, policies and indexes that somebody added to the table. The sink names them in messages. The
     * default returns none.
     */
    default List<TableObject> objects(Connection connection, TargetTable table) throws SQLException {
        return List.of();
    }

    /**
     * Returns whether an index of the table has the column at this position.
     *
     * @param column the name of the column, in any case
     * @param position 1 for the first column of an index
     */
    default boolean isIndexed(Connection connection, TargetTable table, String column, int position)
            throws SQLException {
        return DriverMetadata.isIndexed(connection, table, column, position);
    }

    /**
     * Returns those of the {@link #objects} that may change rows or keep them out without an error. The sink asks for them whenever it
     * stores rows in the table, and reads back the stored rows if there are any.
     */
    default List<TableObject> rowChangers(Connection connection, TargetTable table) throws SQLException {
        return objects(connection, table).stream()
                .filter(TableObject::mayChangeRows)
                .toList();
    }

    /**
     * Returns the objects that somebody made and that would be lost, or would refuse, if the column were dropped. The sink then keeps the
     * column as it is, and names them. The default asks the driver's metadata for indexes.
     *
     * @param column the name of the column as the database has it
     */
    default List<TableObject> dependents(Connection connection, TargetTable table, String column) throws SQLException {
        return DriverMetadata.indexes(connection, table, column);
    }
}
