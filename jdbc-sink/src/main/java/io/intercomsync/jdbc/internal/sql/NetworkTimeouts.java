package io.intercomsync.jdbc.internal.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * Limits how long connections wait for an answer, since a server that is gone never answers. A limit that somebody else has set stays, and a
 * driver without such limits is left alone.
 */
final class NetworkTimeouts {
    /** How many milliseconds a statement may take. */
    private static final int USUAL = 300_000;
    /** How many milliseconds a definition may take, which may rewrite a large table. */
    private static final int TO_DEFINE = 3_600_000;
    /** How many milliseconds each statement may take that ends the session. */
    private static final int TO_END = 10_000;

    /** By connection, the limit from before in milliseconds; 0 for none. */
    private final Map<Connection, Integer> before = Collections.synchronizedMap(new IdentityHashMap<>());

    void begin(Connection connection) throws SQLException {
        int found = found(connection);
        if (found >= 0) {
            before.put(connection, found);
            limitUsual(connection, USUAL);
        }
    }

    void beginDefinition(Connection connection) throws SQLException {
        limitUsual(connection, TO_DEFINE);
    }

    void endDefinition(Connection connection) {
        try {
            limitUsual(connection, USUAL);
        } catch (SQLException e) {
            // The connection is broken. The definition has failed by that, or the next statement does.
        }
    }

    /** Sets a limit where nobody else has. */
    private void limitUsual(Connection connection, int milliseconds) throws SQLException {
        Integer found = before.get(connection);
        if (found != null && found == 0 && !connection.isClosed()) {
            set(connection, milliseconds);
        }
    }

    void beginEnd(Connection connection) throws SQLException {
        Integer found = before.get(connection);
        if (found != null) {
            set(connection, found == 0 ? TO_END : Math.min(found, TO_END));
        }
    }

    void end(Connection connection) throws SQLException {
        Integer found = before.remove(connection);
        if (found != null) {
            set(connection, found);
        }
    }

    void forget(Connection connection) {
        before.remove(connection);
    }

    private static void set(Connection connection, int milliseconds) throws SQLException {
        connection.setNetworkTimeout(Runnable::run, milliseconds);
    }

    /** Returns the limit in milliseconds; 0 for none, negative if the driver has no such limits. */
    private static int found(Connection connection) throws SQLException {
        try {
            int found = connection.getNetworkTimeout();
            set(connection, found);
            return found;
        } catch (SQLFeatureNotSupportedException | UnsupportedOperationException | AbstractMethodError e) {
            return -1;
        } catch (SQLException e) { // some drivers say "not supported" by a plain exception
            if (connection.isClosed()) {
                throw e;
            }
            return -1;
        }
    }
}
