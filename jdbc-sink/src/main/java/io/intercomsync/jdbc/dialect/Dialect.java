package io.intercomsync.jdbc.dialect;

import io.intercomsync.collection.ColumnType;
import io.intercomsync.jdbc.internal.value.TypeNames;
import io.intercomsync.sink.UnitSize;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Describes a database to the JDBC sink: how it spells types, names and statements, and what else is special about it.
 *
 * <p>To use a database that is not built in, implement {@link #name()} and {@link #type(ColumnType)}, override whatever differs
 * from standard SQL, and give the dialect to the sink's builder. Every default is right for standard SQL. A database
 * without schemas overrides {@link #hasSchemas()}.
 *
 * <p>A dialect has no state: many sinks may share it, on many threads. State belongs to {@link #sessions()} and
 * {@link #bulkLoader()}, which return a new object for each sink.
 */
public interface Dialect {
    /** The amount that most databases take best in one transaction: more is no faster, and costs memory. */
    UnitSize USUAL_UNIT = new UnitSize(10_000, 16L << 20);

    /** Returns the name of the database as its driver reports it, {@code PostgreSQL} for example. */
    String name();

    // Types and values

    /** Returns the type of columns for such values. Texts have any length, and times have a zone. */
    String type(ColumnType type);

    /**
     * Returns the type of key columns, which hold text. Override it where a text of any length cannot be a key, with
     * {@code VARCHAR(255)} for example. A key column of this type is always accepted. The default is the type of other texts.
     */
    default String keyType() {
        return type(ColumnType.TEXT);
    }

    /**
     * Returns the type of the column with the id of a row's parent, by which rows are found. Override it where no index holds
     * the usual type of texts, not even the beginning of a text. The default is the type of other texts.
     */
    default String parentType() {
        return type(ColumnType.TEXT);
    }

    /** Returns the type of binary numbers with 64 bits, to which a column of decimals may be widened. */
    default String doubleType() {
        return "DOUBLE PRECISION";
    }

    /**
     * Returns whether a column of the found type can hold such values. The sink asks this about its own columns, too; so if the
     * driver reports a type by another name than {@link #type}, accept that name. The default compares both names without
     * the part in parentheses.
     *
     * @param found the name of the type as the driver reports it
     */
    default boolean accepts(ColumnType type, String found) {
        return TypeNames.same(type(type), found);
    }

    /**
     * Returns whether {@link #accepts} is known to accept every type that this dialect makes. If not, the message about a
     * column of another type also explains {@link #accepts}. The default is false.
     */
    default boolean knowsTypeNames() {
        return false;
    }

    /** Returns the placeholder for a value, {@code CAST(? AS JSON)} for example. The default is {@code ?}. */
    default String parameter(ColumnType type) {
        return "?";
    }

    /**
     * Returns the object to bind for a value. The default is the value itself.
     *
     * @param value a {@link String}, {@link Boolean}, {@link Long}, {@link BigDecimal}, {@link Double} or
     *     {@link OffsetDateTime}
     */
    default Object bindable(ColumnType type, Object value) {
        return value;
    }

    /**
     * Returns the expression that the sink selects to read an {@link #instant}. Override it where drivers read times in different
     * zones. The default is the column itself.
     */
    default String instantValue(String column) {
        return column;
    }

    /** Reads an instant from what {@link #instantValue} selects; {@code null} if it is null. */
    default @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    /** Returns whether text may contain U+0000. If not, the sink replaces it by U+FFFD. The default is false. */
    default boolean holdsNul() {
        return false;
    }

    /** Returns whether the decimal type keeps all digits of the number. The default is right for {@code DECIMAL(38, 9)}. */
    default boolean holds(BigDecimal number) {
        return new DecimalDigits(38, 9).hold(number);
    }

    // Names and definitions

    /** Returns the identifier in quotes, whatever characters it contains. The default is that of standard SQL. */
    default String quoted(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    /**
     * Returns whether tables lie in schemas. If not, the names of tables and views begin with the name of the schema and an underscore, and
     * {@link DatabaseCatalog#schemas} returns the one name under which the catalog knows everything. The default is true.
     */
    default boolean hasSchemas() {
        return true;
    }

    /** Returns how many bytes of UTF-8 an identifier may have. The sink shortens longer column names. The default is 63. */
    default int longestName() {
        return 63;
    }

    /** Finds schemas, tables and columns. The default asks the driver's metadata. */
    default DatabaseCatalog catalog() {
        return DatabaseCatalog.OF_METADATA;
    }

    /** Returns whether tables get a primary key. The default is true. */
    default boolean hasKeyConstraints() {
        return true;
    }

    /** Returns the constraint of the primary key in the definition of a table. The names of the columns are in quotes. */
    default String primaryKey(List<String> columns) {
        return "PRIMARY KEY (" + String.join(", ", columns) + ")";
    }

    /** Returns whether the database has indexes. The default is true where tables get a primary key. */
    default boolean hasIndexes() {
        return hasKeyConstraints();
    }

    /**
     * Returns whether a query may find a table missing, empty or broken while another session alters it. The sink's own reads then
     * wait for its definitions. The default is false.
     */
    default boolean hidesAlteredTables() {
        return false;
    }

    /**
     * Returns what follows the columns in the statement that creates the table of a collection: how the database is to store its rows,
     * {@code CLUSTER BY (conversation_id)} for example. The builder's {@code tableOptions} replaces it. The default is empty.
     *
     * @param table the name of the collection's table, {@code conversation_parts} for example
     * @param keyColumns the names of the key's columns, in quotes; the workspace's first where several share the schema
     */
    default String tableOptions(String table, List<String> keyColumns) {
        return "";
    }

    /**
     * Returns the statement that adds a column to a table.
     *
     * @param table the qualified name of the table, in quotes
     * @param column the name of the column, in quotes
     */
    default String addColumn(String table, String column, String type) {
        return "ALTER TABLE " + table + " ADD COLUMN " + column + " " + type;
    }

    /**
     * Returns the statement that gives a column a wider type and keeps its values.
     *
     * @param table the qualified name of the table, in quotes
     * @param column the name of the column, in quotes
     */
    default String changeType(String table, String column, String type) {
        return "ALTER TABLE " + table + " ALTER COLUMN " + column + " SET DATA TYPE " + type;
    }

    /**
     * Returns the statements that give a column a wider type and keep its values. Override it where no single statement can. If there
     * are several, the first adds a column, which an earlier run may have added already. The default is {@link #changeType} alone.
     *
     * @param table the qualified name of the table, in quotes
     * @param column the name of the column, in quotes
     */
    default List<String> changeTypes(String table, String column, String type) {
        return List.of(changeType(table, column, type));
    }

    /**
     * Returns whether {@link #changeTypes} turns binary numbers into text with all their digits. If not, a column of decimals
     * that must be wider becomes one of text at once. The default is true.
     */
    default boolean keepsDigitsOfDoubles() {
        return true;
    }

    /**
     * Returns the statements that add these columns to a table. The default adds each by {@link #addColumn}.
     *
     * @param table the qualified name of the table, in quotes
     * @param types the types of the columns by their names, which are in quotes
     */
    default List<String> addColumns(String table, Map<String, String> types) {
        return types.entrySet().stream()
                .map(column -> addColumn(table, column.getKey(), column.getValue()))
                .toList();
    }

    /**
     * Returns the statements that drop a column and give its name to another one. Readers should never miss the column, so return a
     * single statement where the database can do both at once. The default returns two.
     *
     * @param table the qualified name of the table, in quotes
     * @param column the name of the column to replace, in quotes
     * @param replacement the name of the column that replaces it, in quotes
     */
    default List<String> replaceColumn(String table, String column, String replacement) {
        return List.of(
                "ALTER TABLE " + table + " DROP COLUMN " + column,
                "ALTER TABLE " + table + " RENAME COLUMN " + replacement + " TO " + column);
    }

    /**
     * Returns how many custom attributes of a collection get columns of their own. Others stay in JSON. It must be small enough that a
     * row with values in all of them fits. The default is 250.
     */
    default int mostAttributeColumns() {
        return 250;
    }

    // Comments

    /**
     * Returns what follows the definition of a column, or the columns of a new table, to give it a comment: {@code COMMENT 'text'} for
     * example. The default is empty: then {@link #comments} says how.
     *
     * @param text the text, which is not quoted yet and may hold any characters but control characters
     */
    default String definedComment(String text) {
        return "";
    }

    /**
     * Returns the statements that give comments to a table and to columns that the sink has just made. The default returns none, for
     * databases without comments and for those whose definitions have them.
     *
     * @param table the qualified name of the table, in quotes
     * @param text the comment of the table, not quoted yet; empty if the table gets none
     * @param columns the comments of columns by their names, which are in quotes
     */
    default List<String> comments(String table, String text, Map<String, String> columns) {
        return List.of();
    }

    /**
     * Returns whether one call runs several statements with semicolons between them. If not, the sink runs statements that belong together
     * in one transaction. The default is false.
     */
    default boolean runsScripts() {
        return false;
    }

    // Views

    /**
     * Returns a table to put behind {@link #itemsJoin}, with the alias {@code item}, a row for each object in a JSON array and a text column for
     * each of these members; {@code null} if the database cannot turn an array into rows, which is the default: then the sink
     * makes no views that need it. A null array has no rows.
     *
     * @param array an expression: a column of JSON
     * @param members names of members, which are also the names of the columns; if there are none, the array holds no objects, and a
     *     column {@code value} has each item as text
     */
    default @Nullable String jsonItems(String array, List<String> members) {
        return null;
    }

    /** Returns what joins a table with its {@link #jsonItems}. The default is {@code CROSS JOIN}. */
    default String itemsJoin() {
        return " CROSS JOIN ";
    }

    /** Returns the text of a member of an item that {@link #jsonItems} has found. The default is a column of the table {@code item}. */
    default String itemValue(String member) {
        return "item." + quoted(member);
    }

    /** Returns an expression that is null and has the type of such values. Override it where CAST names types in another way. */
    default String typedNull(ColumnType type) {
        return "CAST(NULL AS " + type(type) + ")";
    }

    /** Returns the statement that gives a view that exists another query. */
    default String replaceView(String view, String query) {
        return "CREATE OR REPLACE VIEW " + view + " AS " + query;
    }

    /** Returns how a definition of an index names a column of texts. Override it where an index holds no text of any length. */
    default String indexed(String quotedColumn) {
        return quotedColumn;
    }

    // Rows

    /** Returns how many parameters the sink may put into one statement. The default is 500. */
    default int mostParameters() {
        return 500;
    }

    /** Returns whether {@code (a, b) > (?, ?)} compares lists. The default is true. */
    default boolean comparesLists() {
        return true;
    }

    /** Returns the query, which has an order, with only the first rows of its result. The default is that of standard SQL. */
    default String first(int rows, String query) {
        return query + " FETCH FIRST " + rows + " ROWS ONLY";
    }

    /** Returns the statement that inserts one row, with a placeholder for each column of the table. */
    default String insert(TargetTable table) {
        return "INSERT INTO " + table.qualifiedName() + " (" + table.columnNames() + ") VALUES ("
                + table.parameters(this) + ")";
    }

    /**
     * Returns the statement that inserts one row or replaces the row with its key, with a placeholder for each column of the table,
     * in their order; {@code null} if there is none. The default is {@code null}: the sink then deletes rows before it inserts
     * their new versions.
     */
    default @Nullable String upsert(TargetTable table) {
        return null;
    }

    /**
     * Returns a new bulk loader, for one sink; {@code null} if rows are stored by statements in batches, which is the default.
     */
    default @Nullable BulkLoader bulkLoader() {
        return null;
    }

    /**
     * Returns a table of keys for a FROM clause, with the alias {@code k} and the columns {@code k0}, {@code k1}, ..., made from
     * one array parameter for each column; {@code null} if the database has no arrays, which is the default.
     */
    default @Nullable String keyTable(int columns) {
        return null;
    }

    /**
     * Returns whether {@code DELETE ... USING} and {@code UPDATE ... FROM} can join the {@link #keyTable}. The default is false:
     * then one statement a row deletes and marks.
     */
    default boolean changesByJoin() {
        return false;
    }

    /** Returns the expression by which texts are ordered by their UTF-8 bytes. The default is the column itself. */
    default String byteOrder(String quotedColumn) {
        return quotedColumn;
    }

    /** Returns how much the sink should store in one transaction. The default is {@link #USUAL_UNIT}. */
    default UnitSize unitSize() {
        return USUAL_UNIT;
    }

    /**
     * Checks now what the database would check only when the transaction commits. The default does nothing.
     *
     * @param receivedAt the value of {@code received_at} in the rows that this transaction stored
     */
    default void checkDeferred(Connection connection, TargetTable table, Instant receivedAt) throws SQLException {}

    /**
     * Returns whether only the table of checkpoints keeps two writers apart. If so, that table has a primary key and the sink
     * changes a checkpoint's row twice, so that the database sees a conflict. The default is false.
     */
    default boolean collidesOnCheckpoints() {
        return false;
    }

    // Connections, locks and errors

    /** Returns whether this dialect is for the JDBC URL. The default is false: the connection's product name decides. */
    default boolean acceptsUrl(String url) {
        return false;
    }

    /** Returns the Maven coordinates of the driver, {@code group:artifact}, for the message that it is missing; empty if unknown. */
    default String driver() {
        return "";
    }

    /** Returns the driver's properties for connections that the sink opens by a URL. The URL may override them. */
    default Map<String, String> connectionProperties() {
        return Map.of();
    }

    /** Returns a new object that sets up and restores connections, for one sink. */
    default DatabaseSessions sessions() {
        return new DatabaseSessions() {};
    }

    /** Returns the locks of the database. The default takes none, so nothing keeps a second writer out. */
    default DatabaseLocks locks() {
        return DatabaseLocks.NONE;
    }

    /** Tells what keeps a sink from using the database. The default goes by standard SQL and knows no rights. */
    default DatabaseChecks checks() {
        return DatabaseChecks.STANDARD;
    }

    /** Classifies and explains the errors of the database. The default goes by standard SQLStates. */
    default DatabaseErrors errors() {
        return DatabaseErrors.STANDARD;
    }
}
