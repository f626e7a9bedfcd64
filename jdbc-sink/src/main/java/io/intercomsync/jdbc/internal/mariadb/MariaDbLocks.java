package io.intercomsync.jdbc.internal.mariadb;

import io.intercomsync.jdbc.dialect.DatabaseLocks;
import io.intercomsync.jdbc.internal.mysql.MySqlErrorCodes;
import io.intercomsync.jdbc.internal.mysql.MySqlPlace;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Takes the writer's place on MariaDB, and finds open transactions. */
final class MariaDbLocks implements DatabaseLocks {
    static final MariaDbLocks INSTANCE = new MariaDbLocks();

    private static final String TRANSACTIONS = """
            SELECT trx_mysql_thread_id, trx_started FROM information_schema.INNODB_TRX
            WHERE trx_mysql_thread_id NOT IN (0, CONNECTION_ID()) ORDER BY trx_started LIMIT 3""";

    private MariaDbLocks() {}

    @Override
    public boolean tryLock(Connection connection, String place) throws SQLException {
        return MySqlPlace.tryLock(connection, place);
    }

    @Override
    public void unlock(Connection connection, String place) throws SQLException {
        MySqlPlace.unlock(connection, place);
    }

    @Override
    public boolean isFree(Connection connection, String place) throws SQLException {
        return MySqlPlace.isFree(connection, place);
    }

    @Override
    public String holder(Connection connection, String place) throws SQLException {
        return MySqlPlace.holder(connection, place);
    }

    /** Names all open transactions: the server does not tell which tables each has locked. */
    @Override
    public String lockHolders(Connection connection, String schema, @Nullable String table) throws SQLException {
        Map<Long, String> begun = new LinkedHashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(TRANSACTIONS);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                begun.put(row.getLong(1), row.getString(2));
            }
        } catch (SQLException e) {
            if (MySqlErrorCodes.LACKS_RIGHTS.contains(MySqlErrorCodes.of(e))) {
                return "The user may not see which: with the right PROCESS, this message names the open transactions";
            }
            throw e;
        }
        return begun.isEmpty()
                ? "The server names no open transaction, so the lock is one of LOCK TABLES or of a running statement: see"
                        + " SHOW PROCESSLIST"
                : "The server does not tell which of the open transactions: "
                        + begun.entrySet().stream()
                                .map(each -> MySqlPlace.session(connection, each.getKey())
                                        + " is in a transaction since " + each.getValue())
                                .collect(Collectors.joining("; "));
    }
}
