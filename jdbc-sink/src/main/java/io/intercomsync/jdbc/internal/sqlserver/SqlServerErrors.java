package io.intercomsync.jdbc.internal.sqlserver;

import io.intercomsync.jdbc.dialect.DatabaseErrors;
import io.intercomsync.jdbc.dialect.ErrorOrigin;
import io.intercomsync.jdbc.dialect.ErrorOrigin.Kind;
import io.intercomsync.jdbc.dialect.ErrorScope;
import io.intercomsync.jdbc.internal.value.PrintableText;
import java.sql.SQLException;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Explains the errors of SQL Server by its own codes: the driver makes up most SQLStates. */
final class SqlServerErrors implements DatabaseErrors {
    static final SqlServerErrors INSTANCE = new SqlServerErrors();

    /** Errors that triggers and procedures raise have this code or a higher one. */
    private static final int FIRST_OF_CODE = 50_000;

    private static final int ENDED_IN_TRIGGER = 3609;
    private static final int NOT_NULL = 515;
    private static final int LOCK_TIMEOUT = 1222;

    private static final Set<Integer> CONSTRAINTS = Set.of(547, 2601, 2627);
    /** Values that are too long, of another type, or out of range; keys that are too long. */
    private static final Set<Integer> VALUES =
            Set.of(220, 232, 241, 242, 245, 295, 1946, 2628, 8114, 8115, 8152, 9420, 13609);

    private static final Set<Integer> LACKS_RIGHTS = Set.of(229, 230, 262, 297, 300, 916, 1088, 2760, 15151, 15247);
    private static final Set<Integer> READ_ONLY = Set.of(3906, 3908, 978);
    private static final Set<Integer> NO_ROOM = Set.of(701, 802, 1101, 1105, 1204, 8645, 9002);
    /** A deadlock, a conflict of versions, and servers of the cloud that are moved or overloaded. */
    private static final Set<Integer> GONE =
            Set.of(1205, 3960, 4060, 6005, 10928, 10929, 18456, 40197, 40501, 40613, 49918, 49919, 49920);

    /** A server that shuts down, and servers of the cloud that are moved or overloaded for some seconds. */
    private static final Set<Integer> MOVED = Set.of(6005, 10928, 10929, 40197, 40501, 40613, 49918, 49919, 49920);

    /** A table, a column, an index or a schema of the name. */
    private static final Set<Integer> ALREADY_THERE = Set.of(1913, 2705, 2714, 15335);

    private static final Pattern CONSTRAINT = Pattern.compile("(?:constraint|unique index) ['\"]([^'\"]+)['\"]");
    private static final Pattern COLUMN = Pattern.compile("into column '([^']+)'");
    private static final Pattern DEPENDENT =
            Pattern.compile("[Tt]he (?:object|index|statistics) '([^']+)' is dependent");

    /** Matches a value of a row. */
    private static final Pattern VALUE = Pattern.compile(
            "(?s)(The duplicate key value is|Truncated value:|[Cc]onverting the \\w+ value) [('].*[)']");

    private SqlServerErrors() {}

    private static int code(SQLException e) {
        return DatabaseErrors.root(e).getErrorCode();
    }

    @Override
    public String sqlState(SQLException e) {
        String state = DatabaseErrors.root(e).getSQLState();
        return state == null || state.startsWith("S0") ? "" : state;
    }

    @Override
    public ErrorOrigin origin(SQLException e) {
        int code = code(e);
        String message = String.valueOf(DatabaseErrors.root(e).getMessage());
        if (code >= FIRST_OF_CODE || code == ENDED_IN_TRIGGER) {
            return new ErrorOrigin(Kind.CODE, "");
        }
        if (code == NOT_NULL) {
            return new ErrorOrigin(Kind.COLUMN, name(COLUMN, message));
        }
        return CONSTRAINTS.contains(code)
                ? new ErrorOrigin(Kind.CONSTRAINT, name(CONSTRAINT, message))
                : ErrorOrigin.UNKNOWN;
    }

    private static String name(Pattern pattern, String message) {
        Matcher name = pattern.matcher(message);
        return name.find() ? PrintableText.cleaned(name.group(1)) : "";
    }

    @Override
    public ErrorScope scope(SQLException e) {
        int code = code(e);
        if (LACKS_RIGHTS.contains(code)
                || READ_ONLY.contains(code)
                || NO_ROOM.contains(code)
                || GONE.contains(code)
                || code == LOCK_TIMEOUT) {
            return ErrorScope.DATABASE;
        }
        if (origin(e).isCode() || code == NOT_NULL || CONSTRAINTS.contains(code) || VALUES.contains(code)) {
            return ErrorScope.ROW;
        }
        return ErrorScope.of(sqlState(e), false);
    }

    @Override
    public boolean isLockTimeout(SQLException e) {
        return code(e) == LOCK_TIMEOUT;
    }

    @Override
    public boolean isConnectionLost(SQLException e) {
        return MOVED.contains(code(e)) || sqlState(e).startsWith("08");
    }

    @Override
    public boolean isAlreadyThere(SQLException e) {
        return ALREADY_THERE.contains(code(e));
    }

    @Override
    public String dependentObject(SQLException e) {
        return name(DEPENDENT, String.valueOf(DatabaseErrors.root(e).getMessage()));
    }

    @Override
    public String advice(SQLException e) {
        int code = code(e);
        if (LACKS_RIGHTS.contains(code)) {
            return "The user lacks rights. It needs CREATE SCHEMA, CREATE TABLE and CREATE VIEW in the database, and ALTER, SELECT,"
                    + " INSERT, UPDATE and DELETE on the schema";
        }
        if (READ_ONLY.contains(code)) {
            return "The database is read-only: connect to the one that may be written";
        }
        if (NO_ROOM.contains(code)) {
            return "The server has no room left on its disk, in its log or in its memory. Make room, then run again; the run goes"
                    + " on from the last stored checkpoint";
        }
        return code == LOCK_TIMEOUT
                ? "A lock that another session held was not given in time. Let that session end its transaction, then run again"
                : "";
    }

    @Override
    public String withoutData(String message) {
        return PrintableText.firstLine(
                PrintableText.withoutQuotedData(VALUE.matcher(message).replaceAll("$1 ...")));
    }
}
