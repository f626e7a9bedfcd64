package io.intercomsync.jdbc;

import io.intercomsync.error.SinkException;
import io.intercomsync.sink.UnitSize;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a database can do beyond standard SQL, and how: the fast ways in. One engine serves one sink. */
abstract class Engine {
    /** Larger ones are no faster, and rows that wait for long cost the garbage collector much. */
    static final UnitSize ORDINARY_UNIT = new UnitSize(10_000, 8L << 20);

    /** Stands for a number of written rows that is not known, so they must be looked for. */
    static final long UNKNOWN = -1;

    private static final List<Dialect> BUILT_IN = List.of(Dialect.POSTGRESQL, Dialect.DUCKDB, Dialect.H2);

    private final Dialect dialect;

    Engine(Dialect dialect) {
        this.dialect = dialect;
    }

    /** Whether it is one of the library's own, which knows how its database calls each type. */
    static boolean isBuiltIn(Dialect dialect) {
        return BUILT_IN.contains(dialect);
    }

    static Engine of(Dialect dialect) {
        if (dialect == Dialect.POSTGRESQL) {
            return new PostgresEngine();
        }
        if (dialect == Dialect.DUCKDB) {
            return new DuckDbEngine();
        }
        return dialect == Dialect.H2 ? new H2Engine() : new PlainEngine(dialect);
    }

    /** The engine of the database that this connection leads to. */
    static Engine of(Connection connection) throws SQLException {
        String name = connection.getMetaData().getDatabaseProductName();
        return BUILT_IN.stream()
                .filter(dialect -> dialect.name().equalsIgnoreCase(name))
                .findFirst()
                .map(Engine::of)
                .orElseThrow(() -> new SinkException("No dialect for " + name
                        + " is built in. Give one to the builder: JdbcSink.builder(...).dialect(...)"));
    }

    final Dialect dialect() {
        return dialect;
    }

    /** How much is best stored in one transaction. */
    UnitSize unitSize() {
        return ORDINARY_UNIT;
    }

    /**
     * Stores rows of which each is new or differs from the one that is there.
     *
     * @param rows at least one: values of the columns that the table {@linkplain Table#written() has}
     * @param there keys, the workspace's id first where there is one, of those rows that replace another
     * @return how many rows the database says that it wrote; {@link #UNKNOWN} where what somebody added to the table may have
     *     changed or kept out some of them
     */
    abstract long store(Connection connection, Table table, Iterator<@Nullable Object[]> rows, List<List<String>> there)
            throws SQLException;

    /**
     * The table of keys that are given as one array a column, in SQL with the alias {@code k} and the columns {@code k0},
     * {@code k1}, ...; {@code null} where there are no arrays.
     */
    @Nullable
    String keyTable(int columns) {
        return null;
    }

    /** Whether rows can be deleted and updated by a join with {@link #keyTable}. */
    boolean changesByJoin() {
        return false;
    }

    /** Makes what {@link #store} needs in the connection; called outside of a transaction. */
    void prepare(Connection connection, Table table) throws SQLException {}

    /** Takes the writer's place, for as long as the connection lives. Databases that lock their file need no more. */
    void lock(Connection connection, String name, Duration wait) throws SQLException {}

    /** Gives the writer's place back, since the connection may live on in a pool. */
    void unlock(Connection connection, String name) throws SQLException {}

    /** Another connection to the database that this one leads to; {@code null} where each is opened for itself. */
    @Nullable
    Connection duplicate(Connection connection) throws SQLException {
        return null;
    }

    /**
     * Checks what else is checked only at the end of the transaction.
     *
     * @param receivedAt tells the rows that were stored in it
     */
    void checkDeferred(Connection connection, Table table, Instant receivedAt) throws SQLException {}

    /** Ends a transaction without its changes, also one whose commit has failed. */
    void rollback(Connection connection) throws SQLException {
        connection.rollback();
    }

    /** The triggers, rules, policies or indexes that somebody added to the table, as far as the database tells them. */
    List<OwnersObject> ownersObjects(Connection connection, Table table) throws SQLException {
        return List.of();
    }

    /** Lets a connection fetch rows as they are asked for, beyond what the size of a fetch says to every driver. */
    void stream(Connection connection) throws SQLException {}

    /** Whether another process holds the file of the database. */
    boolean isHeldByAnother(SQLException e) {
        return false;
    }
}
