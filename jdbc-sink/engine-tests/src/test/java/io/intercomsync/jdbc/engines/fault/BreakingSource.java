package io.intercomsync.jdbc.engines.fault;

import io.intercomsync.jdbc.engines.fault.WatchedSource.Message;
import io.intercomsync.jdbc.engines.fixture.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** Gives connections that count the messages that they send. At one of them the connection breaks. */
final class BreakingSource implements WatchedSource.Watcher {
    private final TestDatabase database;
    private final Side side;
    private final int breaking;
    private boolean isCounting;
    private int sent;
    private String broken = "";

    /** Where the connection breaks. */
    enum Side {
        /** Before the message is sent. */
        BEFORE,
        /** The database does what it is told, but its answer is lost. */
        AFTER
    }

    /** @param breaking the number of the message at which the connection breaks, from 1 on; 0 for none */
    BreakingSource(TestDatabase database, Side side, int breaking) {
        this.database = database;
        this.side = side;
        this.breaking = breaking;
    }

    DataSource source() {
        return new WatchedSource(database::connect, this).source();
    }

    /** Begins to count. */
    void count() {
        isCounting = true;
    }

    /** Returns how many messages were sent. */
    int sent() {
        return sent;
    }

    /** Describes the message at which the connection broke; empty if none did. */
    String broken() {
        return broken;
    }

    @Override
    public void before(Message message) throws SQLException {
        sent += isCounting ? 1 : 0;
        if (isCounting && sent == breaking) {
            broken = message.text();
            if (side == Side.BEFORE) {
                cut(message.connection());
            }
        }
    }

    @Override
    public void after(Message message) throws SQLException {
        if (isCounting && sent == breaking && side == Side.AFTER) {
            cut(message.connection());
            throw new SQLException("The answer was lost", "08006");
        }
    }

    private void cut(Connection connection) throws SQLException {
        switch (database) {
            case POSTGRESQL -> TestDatabase.cut(connection);
            case MARIADB -> database.execute("KILL " + number(connection));
            default -> connection.close();
        }
    }

    private static long number(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT CONNECTION_ID()")) {
            row.next();
            return row.getLong(1);
        }
    }
}
