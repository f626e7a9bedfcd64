package io.intercomsync.jdbc;

import io.intercomsync.error.SinkException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.List;

/** Says what failed and what to do about it; told by the SQLState. */
final class Failures {
    private static final List<String> VIOLATIONS =
            List.of("Constraint Error", "constraint failed", "constraint violation");
    private static final List<String> FAULTS_OF_VALUES =
            List.of("Conversion Error", "Out of Range Error", "Invalid unicode");
    /** H2 says so, too, where an index and its table do not agree any more. */
    private static final int H2_LOCK_TIMEOUT = 50200;

    private static final int H2_READ_ONLY = 90097;

    static final String READ_ONLY = "25006";

    /** By this PostgreSQL says that something depends on what is to be altered. */
    private static final String FEATURE_NOT_SUPPORTED = "0A000";

    private Failures() {}

    /** The SQLState of a fault. DuckDB gives none, so its messages must tell faults apart. */
    static String state(SQLException e) {
        if (e.getSQLState() != null) {
            return e.getSQLState();
        }
        String message = String.valueOf(e.getMessage());
        if (VIOLATIONS.stream().anyMatch(message::contains)) {
            return "23000";
        }
        if (FAULTS_OF_VALUES.stream().anyMatch(message::contains)) {
            return "22000";
        }
        return message.contains("attached in read-only mode") ? READ_ONLY : "";
    }

    /** Whether a row is refused for its data, so that others may be stored. */
    static boolean isOfData(SQLException e) {
        String state = state(e);
        return state.startsWith("22") || state.startsWith("23") || state.startsWith("54");
    }

    /** Why a row is refused, without the database's own message, which repeats the data. */
    static String reason(SQLException e) {
        String state = state(e);
        if (state.equals("22001")) {
            return "a text is longer than its column";
        }
        if (state.equals("22003")) {
            return "a number is out of the range of its column";
        }
        if (state.startsWith("23")) {
            return "it violates a constraint of the table (SQLState " + state + ")";
        }
        return state.startsWith("54")
                ? "it exceeds a limit of the database (SQLState " + state + ")"
                : "the database cannot hold one of its values (SQLState " + state + ")";
    }

    /** @param doing what was being done: {@code Cannot store ...} */
    static SinkException of(String doing, SQLException e) {
        String advice = advice(state(e), e.getErrorCode());
        return new SinkException(advice.isEmpty() ? doing : doing + ". " + advice, withoutData(e));
    }

    /** A pool seems to have no connection left to read by, beside the one that the sink writes by. */
    static SinkException ofSmallPool(String doing, SQLException e) {
        return new SinkException(
                doing
                        + ". The sink has its connection to write by, but got none to read by. The pool may be too small: it must"
                        + " have 2 for each sink at least, and 1 more for each further thread that is not to wait. Else see"
                        + " whether the database runs and can be reached; the next run goes on from the last stored"
                        + " checkpoint",
                withoutData(e));
    }

    /**
     * A column could not be given a wider type.
     *
     * @param column the column and its table
     * @throws SQLException the fault itself, if nothing is known that is to be done about this column
     */
    static SinkException ofWidening(String column, String type, SQLException e) throws SQLException {
        if (!state(e).equals(FEATURE_NOT_SUPPORTED)) {
            throw e;
        }
        return new SinkException(
                "The column " + column + " must become " + type + " to hold what comes, but a view or something else"
                        + " depends on its type. Drop the view, run again, and create it anew",
                withoutData(e));
    }

    /** The same fault without the values of the row: messages end in reports and logs. */
    private static SQLException withoutData(SQLException e) {
        SQLException next = e.getNextException();
        String message = String.valueOf((e instanceof BatchUpdateException && next != null ? next : e).getMessage());
        String told = state(e).startsWith("22") ? reason(e) : Messages.withoutData(message);
        SQLException plain = new SQLException(told, e.getSQLState(), e.getErrorCode());
        plain.setStackTrace(e.getStackTrace());
        return plain;
    }

    private static String advice(String state, int code) {
        if (state.equals("53100") || code == 90063) {
            return "The disk of the database is full: make room, then run again; nothing that was stored is lost";
        }
        if (state.startsWith("53")) {
            return "The database lacks memory, space or connections: relieve it, then run again";
        }
        if (state.equals("42501") || code == 90096) {
            return "The user lacks rights: it needs TEMPORARY on the database; CREATE on it or, where the schema exists, USAGE"
                    + " and CREATE on the schema; and to own the tables or, as long as no column is to be added or widened,"
                    + " SELECT, INSERT, UPDATE and DELETE on them";
        }
        if (state.startsWith("28")) {
            return "The database does not accept the user or the password";
        }
        if (state.equals("3D000")) {
            return "There is no such database on the server: create it, or correct the URL";
        }
        if (state.startsWith("23")) {
            return "What is to be stored or removed breaks a constraint that somebody added to a table of this schema, or that"
                    + " refers to one: drop the constraint, let it allow what Intercom holds, or declare a reference ON"
                    + " DELETE CASCADE; then run again";
        }
        if (state.startsWith("08") || state.startsWith("57P") || code == 90067) {
            return "There is no connection to the database: see whether it runs and can be reached, then run again; the run"
                    + " goes on from the last stored checkpoint";
        }
        if (state.equals("42P10")) {
            return "A table that somebody else made has no primary key or unique index on its key columns: add one, or"
                    + " choose another schema";
        }
        if (state.equals("42P07")) {
            return "Something of that name is in the schema that is no table, or one that the user may not see: rename it, or"
                    + " grant the user SELECT, INSERT, UPDATE and DELETE";
        }
        if (state.equals("40001") || state.equals("40P01") || state.equals("55P03")) {
            return "Another program was changing the same rows: run again";
        }
        if (code == H2_LOCK_TIMEOUT) {
            return "Another program was changing the same rows: run again. If there is none, a kill has damaged the file of H2:"
                    + " move it away, then run again";
        }
        return state.equals(READ_ONLY) || code == H2_READ_ONLY
                ? "The database is read-only: connect to the one that may be written"
                : "";
    }
}
