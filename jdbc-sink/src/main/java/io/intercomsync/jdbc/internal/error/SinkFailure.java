package io.intercomsync.jdbc.internal.error;

import io.intercomsync.error.SinkException;
import io.intercomsync.jdbc.dialect.DatabaseErrors;
import io.intercomsync.jdbc.dialect.ErrorScope;
import java.sql.SQLException;

/** Makes exceptions that say what failed and what to do about it. */
public final class SinkFailure {
    private SinkFailure() {}

    /**
     * Makes the exception for an error of the database.
     *
     * @param doing what the sink was doing: {@code Cannot store ...}
     */
    public static SinkException of(String doing, SQLException e, DatabaseErrors errors) {
        if (e instanceof LockWaitException) {
            return new SinkException(doing + ". " + e.getMessage(), e.getCause());
        }
        String advice = advice(e, errors);
        return new SinkException(advice.isEmpty() ? doing : doing + ". " + advice, withoutData(e, errors));
    }

    /** Returns the same error without the values of the row: messages end up in reports and logs. */
    public static SQLException withoutData(SQLException e, DatabaseErrors errors) {
        boolean isOfRow = errors.scope(e) == ErrorScope.ROW || errors.origin(e).isCode();
        String message = isOfRow
                ? ErrorSummary.of(e, errors)
                : errors.withoutData(String.valueOf(DatabaseErrors.root(e).getMessage()));
        SQLException plain = new SQLException(message, e.getSQLState(), e.getErrorCode());
        plain.setStackTrace(e.getStackTrace());
        return plain;
    }

    /** Returns the message of the error {@linkplain #withoutData without data}. */
    public static String messageWithoutData(SQLException e, DatabaseErrors errors) {
        return String.valueOf(withoutData(e, errors).getMessage());
    }

    /** Returns the same error in the words of this library alone: those of the database may come from a trigger, which can repeat data. */
    public static SQLException inOwnWords(SQLException e, DatabaseErrors errors) {
        SQLException plain = new SQLException(ErrorSummary.of(e, errors), e.getSQLState(), e.getErrorCode());
        plain.setStackTrace(e.getStackTrace());
        return plain;
    }

    private static String advice(SQLException e, DatabaseErrors errors) {
        if (errors.origin(e).isCode() && errors.scope(e) != ErrorScope.DATABASE) {
            return "A trigger or a function that somebody added to the database fails: mend it, or drop it, then run again";
        }
        String special = errors.advice(e);
        return special.isEmpty() ? advice(errors.sqlState(e)) : special;
    }

    private static String advice(String state) {
        if (state.equals("53100")) {
            return "The disk of the database is full. Make room, then run again; nothing that was stored is lost";
        }
        if (state.startsWith("53")) {
            return "The database lacks memory, space or connections: relieve it, then run again";
        }
        if (state.startsWith("28")) {
            return "The database does not accept the user or the password";
        }
        if (state.equals("3D000")) {
            return "There is no such database on the server: create it, or correct the URL";
        }
        if (state.startsWith("23")) {
            return "The changes break a constraint that somebody added to a table of this schema, or that refers to one. Drop"
                    + " the constraint, let it allow what Intercom holds, or declare a reference ON DELETE CASCADE; then run"
                    + " again";
        }
        if (state.startsWith("08") || state.startsWith("57P")) {
            return "There is no connection to the database. See whether it runs and can be reached, then run again; the run"
                    + " goes on from the last stored checkpoint";
        }
        return switch (state) {
            case "42501" -> "The user lacks rights";
            case "40001", "40P01" -> "Another program was changing the same rows: run again";
            case "25006" -> "The database is read-only: connect to the one that may be written";
            default -> "";
        };
    }
}
