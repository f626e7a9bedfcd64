package io.intercomsync.jdbc.internal.mysql;

import io.intercomsync.internal.value.ThisProcess;
import io.intercomsync.jdbc.internal.staging.LockName;
import io.intercomsync.jdbc.internal.value.PrintableText;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Takes the writer's place on MySQL and MariaDB by {@code GET_LOCK}, which the server frees when the connection ends. */
public final class MySqlPlace {
    private static final String ATTRIBUTE = "intercom_sync";

    private static final String SESSION =
            "SELECT USER, HOST, COMMAND, TIME FROM information_schema.PROCESSLIST WHERE ID = ?";

    /** Servers keep these if the performance schema is on, which is usual for MySQL and rare for MariaDB. */
    private static final String PROCESS = "SELECT ATTR_VALUE FROM performance_schema.session_connect_attrs"
            + " WHERE ATTR_NAME = '" + ATTRIBUTE + "' AND PROCESSLIST_ID = ?";

    private MySqlPlace() {}

    /** Returns the value of the driver's property {@code connectionAttributes} that names this process to others. */
    public static String connectionAttributes() {
        return "program_name:intercom-sync," + ATTRIBUTE + ":intercom-sync process " + ThisProcess.number()
                + " on the host " + ThisProcess.host();
    }

    public static boolean tryLock(Connection connection, String place) throws SQLException {
        return ask(connection, "SELECT GET_LOCK(?, 0) = 1", place);
    }

    public static void unlock(Connection connection, String place) throws SQLException {
        ask(connection, "SELECT RELEASE_LOCK(?) = 1", place);
    }

    /** Looks the lock up instead of taking it, since another run may try to take it at this moment. */
    public static boolean isFree(Connection connection, String place) throws SQLException {
        return ask(connection, "SELECT IS_FREE_LOCK(?) = 1", place);
    }

    private static boolean ask(Connection connection, String sql, String place) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, LockName.of(place));
            try (ResultSet answer = statement.executeQuery()) {
                return answer.next() && answer.getBoolean(1);
            }
        }
    }

    /** Describes the session that holds the place, for people; empty if nobody holds it. */
    public static String holder(Connection connection, String place) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT IS_USED_LOCK(?)")) {
            statement.setString(1, LockName.of(place));
            try (ResultSet row = statement.executeQuery()) {
                long session = row.next() ? row.getLong(1) : 0;
                return session == 0 ? "" : session(connection, session);
            }
        }
    }

    /** Describes a session: its process and user where the server tells them, and whether it is at work. */
    public static String session(Connection connection, long number) {
        List<String> known = new ArrayList<>(told(connection, PROCESS, number, row -> row.getString(1)));
        known.addAll(told(connection, SESSION, number, MySqlPlace::user));
        String text = PrintableText.cleaned(String.join(", ", known));
        return "session " + number + " of the server" + (text.isEmpty() ? "" : " (" + text + ")");
    }

    private static String user(ResultSet row) throws SQLException {
        boolean isIdle = "Sleep".equals(row.getString(3));
        return "user " + row.getString(1) + " from " + row.getString(2)
                + (isIdle ? ", idle for " + row.getLong(4) + " s" : ", at work");
    }

    /** Describes a row for people. */
    @FunctionalInterface
    private interface Description {
        String of(ResultSet row) throws SQLException;
    }

    /** Returns nothing if the user may not ask: the number alone helps, too. */
    private static List<String> told(Connection connection, String sql, long session, Description description) {
        List<String> told = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, session);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    told.add(description.of(row));
                }
            }
        } catch (SQLException e) {
            told.clear();
        }
        return told;
    }
}
