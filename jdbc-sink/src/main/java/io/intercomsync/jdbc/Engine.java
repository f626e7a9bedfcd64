package io.intercomsync.jdbc;

import io.intercomsync.error.SinkException;
import io.intercomsync.sink.UnitSize;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
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

    /** Prepares a connection that was opened: says whose it is, and bounds its waits. */
    void begin(Connection connection) throws SQLException {}

    /** Whether a pooler may stand between the sink and the database, so that connections share sessions of the server. */
    boolean mayShareSessions() {
        return false;
    }

    /**
     * Refuses connections that share one session of the server, since nothing of the sink would last there.
     *
     * @param one not in a transaction
     * @param other not in a transaction either
     */
    void refuseSharedSessions(Connection one, Connection other) throws SQLException {}

    /**
     * Leaves a connection as it was before {@link #begin}, since it may live on in a pool.
     *
     * @param places the writer's places that it holds
     */
    void end(Connection connection, Set<String> places) throws SQLException {
        if (!connection.getAutoCommit()) {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    /** Forgets what is remembered of a connection that is closed or broken. */
    void forget(Connection connection) {}

    /** Takes the writer's place, for as long as the connection lives. Databases that lock their file need no more. */
    boolean tryLock(Connection connection, String place) throws SQLException {
        return true;
    }

    /** Says who holds the writer's place; empty if nobody does any more. */
    String holder(Connection connection, String place) throws SQLException {
        return "";
    }

    /** Whether the wait for a lock ended without it. */
    boolean isLockTimeout(SQLException e) {
        return false;
    }

    /**
     * Says which sessions hold locks on tables of the schema; empty if the database does not tell.
     *
     * @param table the only table that counts; {@code null} for all
     */
    String lockHolders(Connection connection, String schema, @Nullable String table) {
        return "";
    }

    /** Runs a statement that defines something. It waits for its lock for some seconds at most. */
    void define(Connection connection, String sql) throws SQLException {
        Tables.execute(connection, sql);
    }

    /** Whether the database, or what is known of it, goes with its last connection. */
    boolean isInMemory(Connection connection) throws SQLException {
        return true;
    }

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
