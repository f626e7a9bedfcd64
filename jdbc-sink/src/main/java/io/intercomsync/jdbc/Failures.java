package io.intercomsync.jdbc;

import io.intercomsync.error.SinkException;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Says what failed and what to do about it; told by the SQLState. */
final class Failures {
    private static final List<String> VIOLATIONS =
            List.of("Constraint Error", "constraint failed", "constraint violation");
    private static final List<String> FAULTS_OF_VALUES = List.of(
            "Conversion Error",
            "Out of Range Error",
            "Invalid unicode",
            "Could not convert",
            "Incorrect value for generated column");
    /** Matches the words of DuckDB where it lacks memory, disk or a file. An appender leaves out the kind of the fault. */
    private static final Pattern FAULTS_OF_DUCKDB = Pattern.compile(
            "\\A(?:[^\\n]* pending query result\\nError: )?(?:Appender error, [^\\n]*?message: )?(?:Failed to \\w+: )*"
                    + "(?:(?:Out of Memory|IO|FATAL|INTERNAL|Interrupt|Connection|Permission) Error"
                    + "|[Ff]ailed to (?:allocate|pin|offload)|[Cc]ould not (?:allocate|write|read|open)|Interrupted)");

    /** Matches the words of DuckDB where another transaction has changed the same rows, or the table. */
    private static final Pattern CONFLICTS_OF_DUCKDB = Pattern.compile(
            "\\A(?:[^\\n]* pending query result\\nError: )?TransactionContext Error: (?:Failed to commit: )?"
                    + "(?:Conflict on |(?:Catalog )?write-write conflict|Transaction conflict|Attempting to modify table )");

    private static final String CONFLICT = "40001";
    static final String SYSTEM_ERROR = "58000";
    private static final String OF_A_TRIGGER = "45000";
    /** H2 says so, too, where an index and its table do not agree any more. */
    static final int H2_LOCK_TIMEOUT = 50200;

    private static final int H2_READ_ONLY = 90097;

    static final String READ_ONLY = "25006";

    /**
     * A schema, a table, a column or another object of that name is there already. PostgreSQL tells a table that is made at the
     * same moment as a row that its own catalog has already.
     */
    private static final Set<String> ALREADY_THERE =
            Set.of("42P06", "42P07", "42701", "42710", "23505", "42S01", "42S21", "90078");

    private Failures() {}

    /** Returns whether a definition failed since what it defines is there already. */
    static boolean isAlreadyThere(SQLException e) {
        return ALREADY_THERE.contains(state(e));
    }

    /** The SQLState of a fault. DuckDB gives none, so its messages must tell faults apart. */
    static String state(SQLException e) {
        if (e.getSQLState() != null) {
            return e.getSQLState();
        }
        if (FaultSource.isOfH2(e)) {
            return OF_A_TRIGGER; // it gave none to what it throws
        }
        String message = String.valueOf(e.getMessage());
        if (FAULTS_OF_DUCKDB.matcher(message).find()) {
            return message.contains("attached in read-only mode") ? READ_ONLY : SYSTEM_ERROR;
        }
        if (CONFLICTS_OF_DUCKDB.matcher(message).find()) {
            return CONFLICT;
        }
        if (VIOLATIONS.stream().anyMatch(message::contains)) {
            return "23000";
        }
        if (FAULTS_OF_VALUES.stream().anyMatch(message::contains)) {
            return "22000";
        }
        return message.contains("attached in read-only mode") ? READ_ONLY : "";
    }

    /** @param doing what was being done: {@code Cannot store ...} */
    static SinkException of(String doing, SQLException e) {
        if (e instanceof LockWaitException) {
            return new SinkException(doing + ". " + e.getMessage(), e.getCause());
        }
        String advice = advice(e);
        return new SinkException(advice.isEmpty() ? doing : doing + ". " + advice, withoutData(e));
    }

    /**
     * Says that a column could not be given a wider type, and what keeps it as it is.
     *
     * @param objects what somebody added to the table
     */
    static String ofWidening(Table table, TableColumn column, String type, SQLException e, List<OwnersObject> objects) {
        SQLException root = FaultSource.root(e);
        boolean isOfPostgres = root.getClass().getName().equals(PostgresFault.EXCEPTION);
        String told = isOfPostgres ? PostgresFault.dependent(root) : "";
        String dependent = told.isEmpty() ? OwnersObject.names(OwnersObject.ofKind("index", objects)) : told;
        return "The column " + column.quoted() + " of the table " + table.qualified() + " should become " + type
                + " to hold what comes, but the database refuses: "
                + withoutData(e).getMessage()
                + (dependent.isEmpty() ? "" : " (" + dependent + ")")
                + ". Numbers that do not fit are kept in the column extra until it can. Drop what depends on the column,"
                + " such as a view, an index or a constraint; run with fullRefresh(); then create it anew";
    }

    /** The same fault without the values of the row: messages end in reports and logs. */
    static SQLException withoutData(SQLException e) {
        boolean isOfRow = FaultKind.of(e) == FaultKind.ROW || FaultSource.of(e).isCode();
        String told = isOfRow
                ? RefusalReason.of(e)
                : Messages.withoutData(String.valueOf(FaultSource.root(e).getMessage()));
        SQLException plain = new SQLException(told, e.getSQLState(), e.getErrorCode());
        plain.setStackTrace(e.getStackTrace());
        return plain;
    }

    private static String advice(SQLException e) {
        FaultSource source = FaultSource.of(e);
        if (source.origin() == FaultSource.Origin.PUBLICATION) {
            return "A publication that somebody added holds a table of this schema, and PostgreSQL does not know which row an"
                    + " update changes: run ALTER TABLE ... REPLICA IDENTITY FULL for the table, or take it out of the"
                    + " publication; then run again";
        }
        return source.isCode() && FaultKind.of(e) != FaultKind.DATABASE
                ? "A trigger or a function that somebody added to the database fails: mend it, or drop it, then run again"
                : advice(state(e), e.getErrorCode());
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
        if (state.equals("57014")) {
            return "The database ended a statement: a statement_timeout of the server, of the user or in the URL is too short"
                    + " for it, or somebody cancelled it. Let this user's statements take longer, by ALTER ROLE ... SET"
                    + " statement_timeout = 0 for example, then run again";
        }
        if (state.equals("25P03") || state.equals("25P04")) {
            return "The database ended the session, since a transaction took longer than a setting allows"
                    + " (idle_in_transaction_session_timeout or transaction_timeout): allow this user more, then run again";
        }
        if (state.equals("55P03")) {
            return "A lock that another session held was not given within the lock_timeout of the server, of the user or of the"
                    + " URL: let that session end its transaction, then run again";
        }
        if (state.equals(CONFLICT) || state.equals("40P01")) {
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
