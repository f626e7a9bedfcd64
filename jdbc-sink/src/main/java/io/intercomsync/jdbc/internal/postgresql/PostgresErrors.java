package io.intercomsync.jdbc.internal.postgresql;

import io.intercomsync.jdbc.dialect.DatabaseErrors;
import io.intercomsync.jdbc.dialect.ErrorOrigin;
import io.intercomsync.jdbc.dialect.ErrorScope;
import java.sql.SQLException;
import java.util.Set;
import java.util.TimeZone;

/** Explains the errors of PostgreSQL. */
final class PostgresErrors implements DatabaseErrors {
    static final PostgresErrors INSTANCE = new PostgresErrors();

    private static final String DRIVERS_EXCEPTION = "org.postgresql.util.PSQLException";
    static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final String INVALID_PARAMETER_VALUE = "22023";

    /** The server reports a table that is made at the same moment as a row that its own catalog has already (23505). */
    private static final Set<String> ALREADY_THERE = Set.of("42P06", "42P07", "42701", "42710", "23505");

    /** The server stops, has crashed, or starts; or it has ended an idle session. */
    private static final Set<String> SERVER_GONE = Set.of("57P01", "57P02", "57P03", "57P05");

    private static final Set<String> CONFLICTS = Set.of("40001", "40P01");

    private PostgresErrors() {}

    private static boolean isOfDriver(SQLException root) {
        return root.getClass().getName().equals(DRIVERS_EXCEPTION);
    }

    @Override
    public ErrorOrigin origin(SQLException e) {
        SQLException root = DatabaseErrors.root(e);
        return isOfDriver(root) ? PostgresErrorFields.origin(root) : ErrorOrigin.UNKNOWN;
    }

    @Override
    public ErrorScope scope(SQLException e) {
        return isLockTimeout(e) ? ErrorScope.DATABASE : DatabaseErrors.super.scope(e);
    }

    @Override
    public boolean isLockTimeout(SQLException e) {
        return sqlState(e).equals(LOCK_NOT_AVAILABLE);
    }

    @Override
    public boolean isConnectionLost(SQLException e) {
        return SERVER_GONE.contains(sqlState(e)) || DatabaseErrors.super.isConnectionLost(e);
    }

    @Override
    public boolean isConflict(SQLException e) {
        return CONFLICTS.contains(sqlState(e));
    }

    @Override
    public boolean isAlreadyThere(SQLException e) {
        return ALREADY_THERE.contains(sqlState(e));
    }

    @Override
    public String dependentObject(SQLException e) {
        SQLException root = DatabaseErrors.root(e);
        return isOfDriver(root) ? PostgresErrorFields.dependent(root) : "";
    }

    @Override
    public String advice(SQLException e) {
        if (origin(e).kind() == ErrorOrigin.Kind.PUBLICATION) {
            return "A publication that somebody added holds a table of this schema, and PostgreSQL does not know which row an"
                    + " update changes. Run ALTER TABLE ... REPLICA IDENTITY FULL for the table, or take it out of the"
                    + " publication; then run again";
        }
        return switch (sqlState(e)) {
            case "42501" ->
                "The user lacks rights. It needs TEMPORARY on the database; CREATE on it or, where the schema exists, USAGE"
                        + " and CREATE on the schema; and to own the tables or, as long as no column is to be added or"
                        + " widened, SELECT, INSERT, UPDATE and DELETE on them";
            case "42P10" ->
                "A table that somebody else made has no primary key or unique index on its key columns. Add one, or"
                        + " choose another schema";
            case "42P07" ->
                "The schema has something of that name that is no table, or that the user may not see. Rename it, or"
                        + " grant the user SELECT, INSERT, UPDATE and DELETE";
            case "57014" ->
                "The database ended a statement: a statement_timeout of the server, of the user or in the URL is too short"
                        + " for it, or somebody cancelled it. Let this user's statements take longer, by ALTER ROLE ..."
                        + " SET statement_timeout = 0 for example, then run again";
            case "25P03", "25P04" ->
                "The database ended the session, since a transaction took longer than a setting allows"
                        + " (idle_in_transaction_session_timeout or transaction_timeout). Allow this user more, then run"
                        + " again";
            case LOCK_NOT_AVAILABLE ->
                "A lock that another session held was not given within the lock_timeout of the server, of the user or of the"
                        + " URL. Let that session end its transaction, then run again";
            default -> "";
        };
    }

    @Override
    public String connectAdvice(SQLException e) {
        String state = sqlState(e);
        if (state.equals("42501")) {
            return "The user may not use this database: grant CONNECT on it";
        }
        return state.startsWith("57P") ? "The server starts or stops at this moment: run again when it is up" : "";
    }

    /** Explains that the server does not know the JVM's time zone, which the driver sends; a pool may have wrapped the answer. */
    @Override
    public String machineFault(Throwable failure) {
        boolean isOfZone = failure instanceof SQLException answer
                && INVALID_PARAMETER_VALUE.equals(answer.getSQLState())
                && String.valueOf(answer.getMessage()).contains("\"TimeZone\"");
        return isOfZone
                ? "The database does not know the JVM's time zone, "
                        + TimeZone.getDefault().getID()
                        + ". Start the program with the JVM's setting -Duser.timezone=UTC, or with another zone that"
                        + " the database knows; the stored times are the same in all of them"
                : "";
    }
}
