package io.intercomsync.jdbc.internal.postgresql;

import io.intercomsync.internal.value.Amounts;
import io.intercomsync.jdbc.dialect.DatabaseLocks;
import io.intercomsync.jdbc.internal.value.PrintableText;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Takes advisory locks of PostgreSQL for the writer's place, and finds the sessions that hold locks. */
final class PostgresLocks implements DatabaseLocks {
    static final PostgresLocks INSTANCE = new PostgresLocks();

    private static final Pattern OWN_NAME = Pattern.compile("(.*) (\\d+)@(\\S*?)(?: (\\S+Z))?");

    private static final String HOLDER = """
            SELECT l.pid, a.application_name, pg_catalog.host(a.client_addr), a.backend_start,
                EXISTS (SELECT 1 FROM pg_catalog.pg_locks t WHERE t.pid = l.pid AND t.locktype = 'virtualxid')
            FROM pg_catalog.pg_locks l LEFT JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid
            WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
                AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())
                AND (l.classid::bigint << 32) | l.objid::bigint = ?""";

    private static final String HOLDERS = """
            SELECT l.pid, a.application_name, a.usename::text, pg_catalog.host(a.client_addr), a.state, a.xact_start,
                string_agg(DISTINCT l.mode || ' on ' || c.relname, ', ')
            FROM pg_catalog.pg_locks l
                JOIN pg_catalog.pg_class c ON c.oid = l.relation
                JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                LEFT JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid
            WHERE l.granted AND l.pid IS DISTINCT FROM pg_catalog.pg_backend_pid() AND c.relkind IN ('r', 'p')
                AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())
                AND lower(n.nspname) = lower(?) AND (CAST(? AS text) IS NULL OR lower(c.relname) = lower(?))
            GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY a.xact_start LIMIT 3""";

    private PostgresLocks() {}

    @Override
    public boolean tryLock(Connection connection, String place) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement("SELECT pg_catalog.pg_try_advisory_lock(?)")) {
            lock.setLong(1, number(place));
            try (ResultSet got = lock.executeQuery()) {
                return got.next() && got.getBoolean(1);
            }
        }
    }

    @Override
    public void unlock(Connection connection, String place) throws SQLException {
        try (PreparedStatement unlock = connection.prepareStatement("SELECT pg_catalog.pg_advisory_unlock(?)")) {
            unlock.setLong(1, number(place));
            unlock.execute();
        }
    }

    /** Looks the lock up instead of taking it, since another run may try to take it at this moment. */
    @Override
    public boolean isFree(Connection connection, String place) throws SQLException {
        return holder(connection, place).isEmpty();
    }

    private static long number(String name) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(("intercom-sync " + name).getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    /** Describes who holds the writer's place, since when, and whether that session is in a transaction. */
    @Override
    public String holder(Connection connection, String place) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(HOLDER)) {
            statement.setLong(1, number(place));
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? holder(row) : "";
            }
        }
    }

    private static String holder(ResultSet row) throws SQLException {
        String application = PrintableText.cleaned(row.getString(2));
        String address = row.getString(3);
        Matcher own = OWN_NAME.matcher(application);
        boolean isOwn = own.matches();
        String who = isOwn
                ? own.group(1) + ", process " + own.group(2) + " on the host " + own.group(3)
                : application.isEmpty() ? "a program without a name" : application;
        String since = isOwn && own.group(4) != null
                ? ", has held it since " + own.group(4)
                : ", connected since " + minute(row.getObject(4, OffsetDateTime.class)) + ", holds it";
        return who + (address == null ? "" : " (" + address + ")") + ", session " + row.getInt(1) + " of the server"
                + since + (row.getBoolean(5) ? ", and is writing" : ", and is not writing at this moment");
    }

    /**
     * Describes the sessions that hold locks on tables of the schema; empty if there are none.
     *
     * @param table the only table to look at; {@code null} for all
     */
    @Override
    public String lockHolders(Connection connection, String schema, @Nullable String table) throws SQLException {
        List<String> sessions = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(HOLDERS)) {
            statement.setString(1, schema);
            statement.setString(2, table);
            statement.setString(3, table);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    sessions.add(session(row));
                }
            }
        }
        return sessions.isEmpty() ? "" : String.join("; ", sessions) + bounds(connection);
    }

    private static String session(ResultSet row) throws SQLException {
        int number = row.getInt(1);
        if (row.wasNull()) {
            return "A prepared transaction holds " + PrintableText.cleaned(row.getString(7));
        }
        String address = row.getString(4);
        String state = row.getString(5);
        return "Session " + number + " (" + PrintableText.cleaned(row.getString(2)) + ", user "
                + PrintableText.cleaned(row.getString(3))
                + (address == null ? "" : ", " + address)
                + (state == null
                        ? ""
                        : ", " + state + ", in a transaction since " + minute(row.getObject(6, OffsetDateTime.class)))
                + ") holds " + PrintableText.cleaned(row.getString(7));
    }

    private static String bounds(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW lock_timeout")) {
            row.next();
            return ". The session of the sink waits for a lock for " + row.getString(1) + " at most (lock_timeout)";
        }
    }

    private static String minute(@Nullable OffsetDateTime time) {
        return time == null ? "an unknown time" : Amounts.toSecond(time.toInstant());
    }
}
