package io.intercomsync.jdbc.internal.mariadb;

import io.intercomsync.jdbc.dialect.DatabaseLocks;
import io.intercomsync.jdbc.internal.value.PrintableText;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes the writer's place by {@code GET_LOCK}, which the server frees when the connection ends, and finds open transactions. */
final class MariaDbLocks implements DatabaseLocks {
    static final MariaDbLocks INSTANCE = new MariaDbLocks();

    private static final String HOLDER = """
            SELECT u.ID, p.USER, p.HOST, p.COMMAND FROM (SELECT IS_USED_LOCK(?) AS ID) u
            LEFT JOIN information_schema.PROCESSLIST p ON p.ID = u.ID WHERE u.ID IS NOT NULL""";

    /** The server does not tell which tables a transaction has locked, so all open transactions are named. */
    private static final String TRANSACTIONS = """
            SELECT t.trx_mysql_thread_id, p.USER, p.HOST, p.COMMAND, t.trx_started
            FROM information_schema.INNODB_TRX t
            LEFT JOIN information_schema.PROCESSLIST p ON p.ID = t.trx_mysql_thread_id
            WHERE t.trx_mysql_thread_id NOT IN (0, CONNECTION_ID()) ORDER BY t.trx_started LIMIT 3""";

    private MariaDbLocks() {}

    @Override
    public boolean tryLock(Connection connection, String place) throws SQLException {
        return ask(connection, "SELECT GET_LOCK(?, 0) = 1", place);
    }

    @Override
    public void unlock(Connection connection, String place) throws SQLException {
        ask(connection, "SELECT RELEASE_LOCK(?) = 1", place);
    }

    /** Looks the lock up instead of taking it, since another run may try to take it at this moment. */
    @Override
    public boolean isFree(Connection connection, String place) throws SQLException {
        return ask(connection, "SELECT IS_FREE_LOCK(?) = 1", place);
    }

    private static boolean ask(Connection connection, String sql, String place) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, name(place));
            try (ResultSet answer = statement.executeQuery()) {
                return answer.next() && answer.getBoolean(1);
            }
        }
    }

    /** Returns a name of 46 characters: a lock's name may have 64. */
    private static String name(String place) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(place.getBytes(StandardCharsets.UTF_8));
            return "intercom-sync " + HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    @Override
    public String holder(Connection connection, String place) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(HOLDER)) {
            statement.setString(1, name(place));
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? session(row) : "";
            }
        }
    }

    @Override
    public String lockHolders(Connection connection, String schema, @Nullable String table) throws SQLException {
        List<String> sessions = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(TRANSACTIONS);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                sessions.add(session(row) + " is in a transaction since " + row.getString(5));
            }
        }
        return String.join("; ", sessions);
    }

    private static String session(ResultSet row) throws SQLException {
        String user = row.getString(2);
        return "session " + row.getLong(1) + " of the server"
                + (user == null
                        ? ""
                        : " (user " + PrintableText.cleaned(user) + ", "
                                + PrintableText.cleaned(String.valueOf(row.getString(3)))
                                + ("Sleep".equals(row.getString(4)) ? ", idle)" : ", at work)"));
    }
}
