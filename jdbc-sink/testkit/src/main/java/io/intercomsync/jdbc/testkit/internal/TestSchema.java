package io.intercomsync.jdbc.testkit.internal;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.collection.Row;
import io.intercomsync.jdbc.JdbcSink;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/** A schema that a test has for itself, in any database, with the sinks that the test opens in it. */
public final class TestSchema {
    private static final String START = "sync_contract_" + Integer.toString(new Random().nextInt(1 << 30), 36) + "_";
    private static final AtomicInteger SCHEMAS = new AtomicInteger();

    private final TestAddress address;
    private final SchemaAccess access;
    private final List<JdbcSink> opened = new ArrayList<>();

    /** Chooses a name that no other test has. */
    public TestSchema(TestAddress address) {
        this(address, START + SCHEMAS.incrementAndGet());
    }

    /** @param name the name of the schema */
    public TestSchema(TestAddress address, String name) {
        this.address = address;
        this.access = new SchemaAccess(address.opener(), address.dialect(), name);
    }

    /** Returns another schema of the database. */
    public TestSchema named(String name) {
        return new TestSchema(address, name);
    }

    /** Returns access to the schema by plain JDBC. */
    public SchemaAccess access() {
        return access;
    }

    /** Returns a builder of a sink in the schema. */
    public JdbcSink.Builder builder() {
        return address.sinks().get().dialect(address.dialect()).schema(access.schema());
    }

    /** Opens a sink with these options. It is closed after the test. */
    public JdbcSink open(JdbcSink.Builder builder) {
        JdbcSink sink = builder.build();
        opened.add(sink);
        return sink;
    }

    /** Creates the schema, for tables that exist before the sink, if the database has schemas. */
    public void create() {
        if (!access.dialect().hasSchemas()) {
            return;
        }
        try (Connection connection = access.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(access.dialect().catalog().createSchema(access.qualifiedSchema(connection)));
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot create the schema " + access.schema(), e);
        }
    }

    /** Executes a statement, in which {@code $"tags"} is a table of the schema and {@code "name"} is any name. */
    public void execute(String sql) {
        access.execute(sql);
    }

    /** Returns the rows of a query as texts, spelled as for {@link #execute}. */
    public List<String> texts(String sql) {
        return access.texts(sql);
    }

    /** Returns the live rows of a collection. */
    public List<Row> rows(IntercomCollection collection) {
        return new StoredTables(access).live(collection);
    }

    /** Returns the keys of the live rows, in order. */
    public List<String> live(IntercomCollection collection) {
        return rows(collection).stream()
                .map(row -> String.join(" ", row.key()))
                .sorted()
                .toList();
    }

    /** Returns whether the schema exists; in a database without schemas, whether there is a table that belongs to it. */
    public boolean exists() {
        if (!access.dialect().hasSchemas()) {
            return !access.tables().isEmpty();
        }
        return access.isThere();
    }

    /** Closes the sinks. */
    public void closeSinks() {
        opened.forEach(JdbcSink::close);
    }

    /** Closes the sinks and drops the schema with all that it contains. */
    public void drop() {
        closeSinks();
        if (!exists()) {
            return;
        }
        try (Connection connection = access.connect()) {
            drop(connection, access.qualifiedSchema(connection));
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot drop the schema " + access.schema(), e);
        }
    }

    /** Drops views before tables, and tables that others refer to after those, where the database does not do so itself. */
    private void drop(Connection connection, String qualified) throws SQLException {
        boolean hasSchemas = access.dialect().hasSchemas();
        if (hasSchemas && executes(connection, "DROP SCHEMA " + qualified + " CASCADE")) {
            return;
        }
        List<String> left = access.tables();
        int before = left.size() + 1;
        while (!(hasSchemas && executes(connection, "DROP SCHEMA " + qualified)) && left.size() < before) {
            for (String table : left) {
                String name = access.qualified(connection, table);
                if (!executes(connection, "DROP VIEW " + name)) {
                    executes(connection, "DROP TABLE " + name);
                }
            }
            before = left.size();
            left = access.tables();
        }
    }

    private static boolean executes(Connection connection, String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    /** Returns the name of the schema. */
    @Override
    public String toString() {
        return access.schema();
    }
}
