package io.intercomsync.jdbc;

import io.intercomsync.error.SinkException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;

/** Says what failed and what to do about it; told by the SQLState. */
final class Failures {
    private Failures() {}

    /** @param doing what was being done: {@code Cannot store ...} */
    static SinkException of(String doing, SQLException e) {
        String advice = advice(String.valueOf(e.getSQLState()), e.getErrorCode());
        return new SinkException(advice.isEmpty() ? doing : doing + ". " + advice, withoutData(e));
    }

    /**
     * The same fault without what databases and drivers add on further lines, or to batches: the values of the row. Messages end
     * in reports and logs.
     */
    private static SQLException withoutData(SQLException e) {
        SQLException next = e.getNextException();
        String message = String.valueOf((e instanceof BatchUpdateException && next != null ? next : e).getMessage());
        SQLException plain =
                new SQLException(message.lines().findFirst().orElse(""), e.getSQLState(), e.getErrorCode());
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
            return "The user lacks rights: it needs CREATE on the database or, where the schema exists, USAGE and CREATE on the"
                    + " schema and SELECT, INSERT, UPDATE, DELETE on its tables";
        }
        if (state.startsWith("28")) {
            return "The database does not accept the user or the password";
        }
        if (state.equals("3D000")) {
            return "There is no such database on the server: create it, or correct the URL";
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
            return "The table is there, but the user may not see it: grant it SELECT, INSERT, UPDATE and DELETE";
        }
        if (state.equals("40001") || state.equals("40P01") || state.equals("55P03")) {
            return "Another program was changing the same rows: run again";
        }
        return state.equals("25006") ? "The database is read-only: connect to the one that may be written" : "";
    }
}
