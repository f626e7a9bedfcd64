package io.intercomsync.jdbc.testkit.internal;

import io.intercomsync.jdbc.Dialects;
import io.intercomsync.jdbc.dialect.Dialect;
import io.intercomsync.jdbc.dialect.FoundColumn;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs statements by plain JDBC in one schema, each by a connection of its own. */
public final class SchemaAccess {
    private static final Pattern NAME = Pattern.compile("(\\$?)\"((?:[^\"]|\"\")*)\"");

    private final Opener opener;
    private final Dialect dialect;
    private final String schema;

    /** Opens a connection to the database. */
    @FunctionalInterface
    public interface Opener {
        /** Opens the connection. */
        Connection open() throws SQLException;
    }

    /** Takes a row of a result. */
    @FunctionalInterface
    public interface RowTaker {
        /** Takes the present row. */
        void take(ResultSet row) throws SQLException;
    }

    /** @param schema the name of the schema */
    public SchemaAccess(Opener opener, Dialect dialect, String schema) {
        this.opener = opener;
        this.dialect = dialect;
        this.schema = schema;
    }

    /** Opens the schema of a database with a built-in dialect. */
    public static SchemaAccess of(String url, String schema) {
        Dialect dialect = Dialects.ofUrl(url).orElseThrow();
        return new SchemaAccess(() -> DriverManager.getConnection(url), dialect, schema);
    }

    /** Returns the dialect of the database. */
    public Dialect dialect() {
        return dialect;
    }

    /** Returns the name of the schema. */
    public String schema() {
        return schema;
    }

    /** Opens a connection, which the caller closes. */
    public Connection connect() throws SQLException {
        Connection connection = opener.open();
        connection.setAutoCommit(true); // some pools turn it off
        return connection;
    }

    /** Executes a statement, spelled as in {@link #spelled}. */
    public void execute(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(spelled(connection, sql));
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot execute " + sql, e);
        }
    }

    /** Hands each row of a query, spelled as in {@link #spelled}, to the taker. */
    public void read(String sql, RowTaker taker) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(spelled(connection, sql))) {
            while (rows.next()) {
                taker.take(rows);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot read by " + sql, e);
        }
    }

    /** Returns the rows of a query, spelled as in {@link #spelled}: the texts of the columns, joined by {@code |}. */
    public List<String> texts(String sql) {
        List<String> rows = new ArrayList<>();
        read(sql, row -> {
            List<String> texts = new ArrayList<>();
            for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                texts.add(String.valueOf(row.getString(i)));
            }
            rows.add(String.join("|", texts));
        });
        return rows;
    }

    /** Returns the names of the tables and views of the schema. */
    public List<String> tables() {
        try (Connection connection = connect()) {
            return tables(connection);
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot list the tables of " + schema, e);
        }
    }

    private List<String> tables(Connection connection) throws SQLException {
        if (!dialect.hasSchemas()) {
            return dialect.catalog().tables(connection, onlySchema(connection)).stream()
                    .filter(table -> table.startsWith(schema + "_"))
                    .map(table -> table.substring(schema.length() + 1))
                    .toList();
        }
        Optional<String> found = found(connection);
        return found.isEmpty()
                ? List.of()
                : dialect.catalog().tables(connection, found.get()).stream()
                        .map(this::folded)
                        .toList();
    }

    /** Returns the name of the schema as the catalog has it: some dialects turn names into capitals. */
    private Optional<String> found(Connection connection) throws SQLException {
        return dialect.catalog().schemas(connection).stream()
                .filter(each -> folded(each).equals(folded(schema)))
                .findFirst();
    }

    /** Returns the name in small letters, if the dialect makes no difference between those and capitals. */
    private String folded(String name) {
        String small = name.toLowerCase(Locale.ROOT);
        return dialect.quoted(small).equals(dialect.quoted(name)) ? small : name;
    }

    /** Returns whether the database has the schema. */
    boolean isThere() {
        try (Connection connection = connect()) {
            return found(connection).isPresent();
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot look for the schema " + schema, e);
        }
    }

    /** Returns the columns of a table, in the order of the table. */
    public List<FoundColumn> columns(String table) {
        try (Connection connection = connect()) {
            List<FoundColumn> columns = dialect.hasSchemas()
                    ? dialect.catalog().columns(connection, found(connection).orElse(schema), table)
                    : dialect.catalog().columns(connection, onlySchema(connection), schema + "_" + table);
            return columns.stream()
                    .map(column -> new FoundColumn(
                            column.table(),
                            folded(column.name()),
                            column.type(),
                            column.isRequired(),
                            column.isGenerated(),
                            column.digits()))
                    .toList();
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot list the columns of " + table, e);
        }
    }

    /** Returns the name under which the catalog of a database without schemas knows everything. */
    private String onlySchema(Connection connection) throws SQLException {
        return dialect.catalog().schemas(connection).get(0);
    }

    /** Returns the name of a table or view as statements spell it. */
    public String qualified(Connection connection, String table) throws SQLException {
        return dialect.hasSchemas()
                ? qualifiedSchema(connection) + "." + dialect.quoted(table)
                : dialect.quoted(schema + "_" + table);
    }

    /** Returns the name of the schema as statements spell it. */
    public String qualifiedSchema(Connection connection) throws SQLException {
        String database = connection.getCatalog();
        return dialect.catalog()
                .qualifiedSchema(database == null ? null : dialect.quoted(database), dialect.quoted(schema));
    }

    /** Spells names in double quotes as the database wants them, and those with a {@code $} before them as tables of the schema. */
    private String spelled(Connection connection, String sql) throws SQLException {
        String place = dialect.hasSchemas() ? qualifiedSchema(connection) + "." : "";
        return NAME.matcher(sql).replaceAll(name -> Matcher.quoteReplacement(spelled(place, name)));
    }

    private String spelled(String place, MatchResult found) {
        String name = found.group(2).replace("\"\"", "\"");
        if (found.group(1).isEmpty()) {
            return dialect.quoted(name);
        }
        return place + dialect.quoted(dialect.hasSchemas() ? name : schema + "_" + name);
    }
}
