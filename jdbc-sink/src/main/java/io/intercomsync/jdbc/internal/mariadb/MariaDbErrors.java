package io.intercomsync.jdbc.internal.mariadb;

import io.intercomsync.jdbc.dialect.DatabaseErrors;
import io.intercomsync.jdbc.dialect.ErrorOrigin;
import io.intercomsync.jdbc.dialect.ErrorScope;
import io.intercomsync.jdbc.internal.mysql.MySqlErrorCodes;
import java.sql.SQLException;
import java.util.Set;
import java.util.regex.Pattern;

/** Explains the errors of MariaDB by its own codes: most of them share the SQLStates HY000 and 42000. */
final class MariaDbErrors implements DatabaseErrors {
    static final MariaDbErrors INSTANCE = new MariaDbErrors();

    private static final int BINARY_LOG_FORMAT = 1665;
    private static final int SESSION_ENDED = 1927;

    /** An interrupted statement, one that took too long, and a session that an administrator ended. */
    private static final Set<Integer> ENDED = Set.of(1317, SESSION_ENDED, 1969);

    /** A deadlock, and a row that has changed since the transaction read it. */
    private static final Set<Integer> CONFLICTS = Set.of(1020, 1213);

    private static final Set<Integer> FILE_REFUSED = Set.of(1148, 4166);

    /** Matches the name of the connection before a message of the driver. */
    private static final Pattern CONNECTION = Pattern.compile("\\A\\(conn=[^)]*\\) ");

    private MariaDbErrors() {}

    private static int code(SQLException e) {
        return MySqlErrorCodes.of(e);
    }

    /** Returns whether the server or the driver does not allow LOAD DATA LOCAL. */
    static boolean isFileRefused(SQLException e) {
        return FILE_REFUSED.contains(code(e));
    }

    @Override
    public String sqlState(SQLException e) {
        return MySqlErrorCodes.sqlState(e);
    }

    @Override
    public ErrorOrigin origin(SQLException e) {
        return MySqlErrorCodes.origin(e);
    }

    @Override
    public ErrorScope scope(SQLException e) {
        int code = code(e);
        if (MySqlErrorCodes.isOfDatabase(code)
                || code == BINARY_LOG_FORMAT
                || ENDED.contains(code)
                || isConnectionLost(e)
                || isConflict(e)) {
            return ErrorScope.DATABASE;
        }
        return origin(e).isCode() ? ErrorScope.ROW : ErrorScope.of(sqlState(e), false);
    }

    @Override
    public boolean isLockTimeout(SQLException e) {
        return code(e) == MySqlErrorCodes.LOCK_WAIT_TIMEOUT;
    }

    @Override
    public boolean isConnectionLost(SQLException e) {
        return code(e) == SESSION_ENDED || MySqlErrorCodes.isConnectionLost(e);
    }

    @Override
    public boolean isConflict(SQLException e) {
        return CONFLICTS.contains(code(e)) || DatabaseErrors.super.isConflict(e);
    }

    @Override
    public boolean isAlreadyThere(SQLException e) {
        return MySqlErrorCodes.isAlreadyThere(e);
    }

    @Override
    public String dependentObject(SQLException e) {
        return MySqlErrorCodes.dependentObject(e);
    }

    @Override
    public String advice(SQLException e) {
        int code = code(e);
        if (MySqlErrorCodes.LACKS_RIGHTS.contains(code)) {
            return "The user lacks rights. On the database of the schema it needs SELECT, INSERT, UPDATE, DELETE, CREATE, ALTER,"
                    + " DROP, INDEX, TRIGGER and CREATE TEMPORARY TABLES";
        }
        if (ENDED.contains(code)) {
            return "The server ended a statement or the session: max_statement_time is too short for it, or an administrator has"
                    + " ended it. Let this user's statements take longer, then run again";
        }
        return switch (code) {
            case MySqlErrorCodes.LOCK_WAIT_TIMEOUT ->
                "A lock that another session held was not given within the innodb_lock_wait_timeout or lock_wait_timeout of"
                        + " the session. Let that session end its transaction, then run again";
            case BINARY_LOG_FORMAT ->
                "The binary log has the format STATEMENT, with which the server stores nothing at the isolation level READ"
                        + " COMMITTED. Set binlog_format = MIXED or ROW, then run again";
            default -> MySqlErrorCodes.advice(code);
        };
    }

    @Override
    public String connectAdvice(SQLException e) {
        return MySqlErrorCodes.connectAdvice(e);
    }

    @Override
    public String withoutData(String message) {
        return MySqlErrorCodes.withoutData(CONNECTION.matcher(message).replaceFirst(""));
    }
}
