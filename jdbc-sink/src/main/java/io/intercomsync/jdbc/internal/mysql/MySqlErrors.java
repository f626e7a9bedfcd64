package io.intercomsync.jdbc.internal.mysql;

import io.intercomsync.jdbc.dialect.DatabaseErrors;
import io.intercomsync.jdbc.dialect.ErrorOrigin;
import io.intercomsync.jdbc.dialect.ErrorScope;
import java.sql.SQLException;
import java.util.Set;

/** Explains the errors of MySQL by its own codes: most of them share the SQLStates HY000 and 42000. */
final class MySqlErrors implements DatabaseErrors {
    static final MySqlErrors INSTANCE = new MySqlErrors();

    private static final int SILENT = 4031;

    /** An interrupted statement, one that took too long, and a session that the server ended. */
    private static final Set<Integer> ENDED = Set.of(1317, 3024, SILENT);

    private MySqlErrors() {}

    private static int code(SQLException e) {
        return MySqlErrorCodes.of(e);
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
        if (MySqlErrorCodes.isOfDatabase(code) || ENDED.contains(code)) {
            return ErrorScope.DATABASE;
        }
        return origin(e).isCode() ? ErrorScope.ROW : ErrorScope.of(sqlState(e), false);
    }

    @Override
    public boolean isLockTimeout(SQLException e) {
        return code(e) == MySqlErrorCodes.LOCK_WAIT_TIMEOUT;
    }

    /** The server has also closed the connection of a client that was silent for too long. */
    @Override
    public boolean isConnectionLost(SQLException e) {
        return code(e) == SILENT || MySqlErrorCodes.isConnectionLost(e);
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
                    + " DROP, INDEX, TRIGGER, CREATE VIEW, SHOW VIEW and CREATE TEMPORARY TABLES";
        }
        if (ENDED.contains(code)) {
            return "The server ended a statement or the session: max_execution_time or wait_timeout is too short, or an"
                    + " administrator has ended it. Let this user's statements take longer, then run again";
        }
        return switch (code) {
            case MySqlErrorCodes.LOCK_WAIT_TIMEOUT ->
                "A lock that another session held was not given in time. Let that session end its transaction, then run again";
            default -> MySqlErrorCodes.advice(code);
        };
    }

    @Override
    public String connectAdvice(SQLException e) {
        return MySqlErrorCodes.connectAdvice(e);
    }

    @Override
    public String withoutData(String message) {
        return MySqlErrorCodes.withoutData(message);
    }
}
