package io.intercomsync.jdbc.internal.snowflake;

import io.intercomsync.jdbc.dialect.DatabaseErrors;
import io.intercomsync.jdbc.dialect.ErrorScope;
import java.sql.SQLException;
import java.util.Set;

/** Explains the errors of Snowflake by its own codes: an object that is not there has a state that others give to missing rows. */
final class SnowflakeErrors implements DatabaseErrors {
    static final SnowflakeErrors INSTANCE = new SnowflakeErrors();

    private static final int ALREADY_THERE = 2002;
    private static final int COLUMN_THERE = 1754;
    private static final int LOCK_TIMEOUT = 625;

    private static final Set<Integer> LACKS_RIGHTS = Set.of(2003, 2043, 3001, 3003);
    /** No warehouse that is at work. */
    private static final Set<Integer> NO_WAREHOUSE = Set.of(606, 607, 610, 90073);
    /** A statement that somebody ended, or that took too long. */
    private static final Set<Integer> ENDED = Set.of(604, 630, 639);

    private static final int FIRST_OF_LOGIN = 390_000;

    private SnowflakeErrors() {}

    private static int code(SQLException e) {
        return DatabaseErrors.root(e).getErrorCode();
    }

    @Override
    public String sqlState(SQLException e) {
        return DatabaseErrors.super.sqlState(DatabaseErrors.root(e));
    }

    @Override
    public ErrorScope scope(SQLException e) {
        int code = code(e);
        boolean isOfDatabase = code == LOCK_TIMEOUT
                || code >= FIRST_OF_LOGIN
                || LACKS_RIGHTS.contains(code)
                || NO_WAREHOUSE.contains(code)
                || ENDED.contains(code);
        return isOfDatabase ? ErrorScope.DATABASE : ErrorScope.of(sqlState(e), false);
    }

    @Override
    public boolean isLockTimeout(SQLException e) {
        return code(e) == LOCK_TIMEOUT;
    }

    @Override
    public boolean isAlreadyThere(SQLException e) {
        return code(e) == ALREADY_THERE || code(e) == COLUMN_THERE;
    }

    @Override
    public String advice(SQLException e) {
        int code = code(e);
        if (LACKS_RIGHTS.contains(code)) {
            return "The role lacks rights, or the URL names no database. It needs USAGE on the database and the warehouse, CREATE"
                    + " SCHEMA on the database, and ownership of the schema";
        }
        if (NO_WAREHOUSE.contains(code)) {
            return "No warehouse is at work: name one in the URL (warehouse=...), let it resume by itself, and give the role USAGE"
                    + " on it";
        }
        return ENDED.contains(code)
                ? "Somebody has ended the statement, or STATEMENT_TIMEOUT_IN_SECONDS is too short for it. Let statements take"
                        + " longer, then run again"
                : "";
    }
}
