package io.intercomsync.jdbc.internal.h2;

import io.intercomsync.jdbc.dialect.DatabaseErrors;
import io.intercomsync.jdbc.dialect.ErrorOrigin;
import io.intercomsync.jdbc.dialect.ErrorOrigin.Kind;
import io.intercomsync.jdbc.dialect.ErrorScope;
import io.intercomsync.jdbc.internal.value.PrintableText;
import java.sql.SQLException;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Explains the errors of H2 by its own codes. */
final class H2Errors implements DatabaseErrors {
    static final H2Errors INSTANCE = new H2Errors();

    /** A view refers to the column that is to be altered. */
    private static final String REFERENCED = "90083";

    private static final String DRIVER = "org.h2.";
    private static final String OF_A_TRIGGER = "45000";

    private static final int NULL_NOT_ALLOWED = 23502;
    /** H2 also gives this code where a damaged index does not fit its table. */
    private static final int LOCK_TIMEOUT = 50200;

    private static final int FILE_IN_USE = 90020;
    private static final int DAMAGED = 90030;
    private static final int OTHER_VERSION = 90048;
    private static final int NO_DATABASE = 90013;
    private static final int NO_DATABASE_IF_EXISTS = 90146;
    private static final int NO_DATABASE_IN_MEMORY = 90149;
    private static final int TRIGGER_FAILED = 90044;
    private static final int IO_FAILED = 90028;
    private static final int IO_FAILED_WITH_CAUSE = 90031;
    private static final int CANCELED = 57014;
    private static final int CONNECTION_BROKEN = 90067;
    private static final int CONNECTION_CLOSED = 90007;
    private static final int DATABASE_CLOSED = 90098;
    private static final int DATABASE_STOPS = 90121;
    private static final int CHANGED_MEANWHILE = 90131;
    private static final int LACKS_RIGHTS = 90096;
    private static final int READ_ONLY = 90097;
    private static final int FUNCTION_FAILED = 90105;

    private static final Set<String> ALREADY_THERE = Set.of("42S01", "42S21", "90078", "23505");

    /** Matches the name of a constraint. The text after it tells it from a check, which has no name. */
    private static final Pattern CONSTRAINT = Pattern.compile("\\A[^\"]*\"([^\":]+?)(?:: | INDEX | ON )");

    private static final Pattern NAME = Pattern.compile("\\A[^\"]*\"([^\"]+)\"");

    /** Ends the line after which H2 repeats the statement. */
    private static final String BEFORE_STATEMENT = "; SQL statement:";

    private H2Errors() {}

    private static boolean isOfDriver(SQLException e) {
        return e.getClass().getName().startsWith(DRIVER);
    }

    @Override
    public String sqlState(SQLException e) {
        if (e.getSQLState() != null) {
            return e.getSQLState();
        }
        return isOfDriver(e) ? OF_A_TRIGGER : "";
    }

    /** H2 passes on the exceptions of a trigger as they are, without a code of its own. */
    @Override
    public ErrorOrigin origin(SQLException e) {
        SQLException root = DatabaseErrors.root(e);
        if (!isOfDriver(root)) {
            return ErrorOrigin.UNKNOWN;
        }
        return switch (root.getErrorCode()) {
            case 0, FUNCTION_FAILED -> new ErrorOrigin(Kind.CODE, "");
            case TRIGGER_FAILED -> new ErrorOrigin(Kind.CODE, name(NAME, root));
            case NULL_NOT_ALLOWED -> new ErrorOrigin(Kind.COLUMN, name(NAME, root));
            default ->
                String.valueOf(root.getSQLState()).startsWith("23")
                        ? new ErrorOrigin(Kind.CONSTRAINT, name(CONSTRAINT, root))
                        : ErrorOrigin.UNKNOWN;
        };
    }

    private static String name(Pattern pattern, SQLException e) {
        Matcher name = pattern.matcher(String.valueOf(e.getMessage()));
        return name.find() ? PrintableText.cleaned(name.group(1)) : "";
    }

    /** The state of an error of a trigger is the trigger's own and says nothing. States that begin with 90 are H2's. */
    @Override
    public ErrorScope scope(SQLException e) {
        if (origin(e).isCode()) {
            return ErrorScope.ROW;
        }
        if (sqlState(e).equals(REFERENCED)) {
            return ErrorScope.STATEMENT;
        }
        return sqlState(e).startsWith("90") ? ErrorScope.DATABASE : DatabaseErrors.super.scope(e);
    }

    @Override
    public boolean isLockTimeout(SQLException e) {
        return e.getErrorCode() == LOCK_TIMEOUT;
    }

    @Override
    public boolean isConnectionLost(SQLException e) {
        return switch (e.getErrorCode()) {
            case CONNECTION_BROKEN, CONNECTION_CLOSED, DATABASE_CLOSED, DATABASE_STOPS -> true;
            default -> DatabaseErrors.super.isConnectionLost(e);
        };
    }

    @Override
    public boolean isConflict(SQLException e) {
        return e.getErrorCode() == CHANGED_MEANWHILE || DatabaseErrors.super.isConflict(e);
    }

    @Override
    public boolean isAlreadyThere(SQLException e) {
        return ALREADY_THERE.contains(sqlState(e));
    }

    @Override
    public boolean isFileInUse(SQLException e) {
        return e.getErrorCode() == FILE_IN_USE;
    }

    @Override
    public String advice(SQLException e) {
        return switch (e.getErrorCode()) {
            case IO_FAILED, IO_FAILED_WITH_CAUSE ->
                "H2 cannot read or write its file. See whether the disk is full and whether the user may write to the file,"
                        + " then run again; the run goes on from the last stored checkpoint";
            case CANCELED ->
                "The database ended a statement: its QUERY_TIMEOUT is too short for it, or somebody cancelled it. Let"
                        + " statements take longer, then run again";
            case LACKS_RIGHTS ->
                "The user lacks rights. It needs those to create the schema and its tables, and to read and write them";
            case CONNECTION_BROKEN, CONNECTION_CLOSED, DATABASE_CLOSED, DATABASE_STOPS ->
                "There is no connection to the database. See whether it runs and can be reached, then run again; the run"
                        + " goes on from the last stored checkpoint";
            case LOCK_TIMEOUT ->
                "Another program was changing the same rows: run again. If there is none, a kill has damaged the file of"
                        + " H2: move it away, then run again";
            case CHANGED_MEANWHILE -> "Another program was changing the same rows: run again";
            case READ_ONLY -> "The database is read-only: connect to the one that may be written";
            default -> connectAdvice(e);
        };
    }

    @Override
    public String connectAdvice(SQLException e) {
        return switch (e.getErrorCode()) {
            case CONNECTION_BROKEN ->
                "See whether the server of H2 runs, and whether it can be reached at the host and port that are given";
            case DAMAGED ->
                "The file of H2 is damaged. Restore it from a backup, or move it away: the next run makes a new one";
            case OTHER_VERSION ->
                "Another version of H2 has written the file. Put that version on the class path, or move the file away";
            case NO_DATABASE, NO_DATABASE_IN_MEMORY, NO_DATABASE_IF_EXISTS ->
                "There is no such database: create it, or correct the URL";
            default -> "";
        };
    }

    @Override
    public String withoutData(String message) {
        String first = message.lines().findFirst().orElse("");
        String told = first.endsWith(BEFORE_STATEMENT)
                ? first.substring(0, first.length() - BEFORE_STATEMENT.length())
                : message;
        return PrintableText.firstLine(PrintableText.withoutQuotedData(told));
    }
}
