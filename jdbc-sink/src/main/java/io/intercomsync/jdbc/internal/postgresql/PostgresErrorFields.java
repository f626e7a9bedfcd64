package io.intercomsync.jdbc.internal.postgresql;

import io.intercomsync.jdbc.dialect.ErrorOrigin;
import io.intercomsync.jdbc.dialect.ErrorOrigin.Kind;
import io.intercomsync.jdbc.dialect.ErrorScope;
import io.intercomsync.jdbc.internal.value.PrintableText;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Reads the fields of PostgreSQL's errors that are the same in every language. Call it only with exceptions of the driver, so
 * that programs without the driver never load its classes.
 */
final class PostgresErrorFields {
    private static final Pattern POLICY = Pattern.compile("\"([^\"]+)\".*\"[^\"]+\"");
    private static final Pattern FUNCTION = Pattern.compile("\\APL/\\w+\\W\\p{L}+ ([^(]+)\\(");

    /** The SQLState where the check option of a view refuses a row. */
    private static final String VIEW_CHECK = "44000";

    private PostgresErrorFields() {}

    static ErrorOrigin origin(SQLException e) {
        ServerErrorMessage told = e instanceof PSQLException error ? error.getServerErrorMessage() : null;
        if (told == null) {
            return ErrorOrigin.UNKNOWN;
        }
        if (isCode(told)) {
            return new ErrorOrigin(Kind.CODE, function(told));
        }
        String routine = String.valueOf(told.getRoutine());
        return switch (routine) {
            case "ExecWithCheckOptions" ->
                VIEW_CHECK.equals(told.getSQLState())
                        ? ErrorOrigin.UNKNOWN
                        : new ErrorOrigin(Kind.POLICY, policy(told));
            case "ExecFindPartition" -> new ErrorOrigin(Kind.PARTITION, "");
            case "CheckCmdReplicaIdentity" -> new ErrorOrigin(Kind.PUBLICATION, "");
            default ->
                told.getConstraint() != null
                        ? new ErrorOrigin(Kind.CONSTRAINT, PrintableText.cleaned(told.getConstraint()))
                        : new ErrorOrigin(
                                told.getColumn() == null ? Kind.UNKNOWN : Kind.COLUMN,
                                PrintableText.cleaned(told.getColumn()));
        };
    }

    /**
     * Tells a trigger or a function by the context of the error. The library's own statements have no context, except the line that
     * COPY copies or, after a lock timeout, a tuple.
     */
    private static boolean isCode(ServerErrorMessage told) {
        String context = told.getWhere();
        return context != null
                && !context.startsWith("COPY ")
                && (mayBeOfCode(String.valueOf(told.getSQLState()))
                        || context.lines().anyMatch(line -> line.startsWith("PL/") || line.startsWith("SQL")));
    }

    private static boolean mayBeOfCode(String state) {
        return !state.equals(PostgresErrors.LOCK_NOT_AVAILABLE) && ErrorScope.of(state, true) != ErrorScope.DATABASE;
    }

    /** Returns the name of the function that was called first, which is on the last line; lines before it can repeat statements, and data with them. */
    private static String function(ServerErrorMessage told) {
        String context = String.valueOf(told.getWhere());
        Matcher function = FUNCTION.matcher(context.substring(context.lastIndexOf('\n') + 1));
        return function.find() ? PrintableText.cleaned(function.group(1)) : "";
    }

    /** Returns the name of a restrictive policy, which stands before that of the table. Other policies are not named. */
    private static String policy(ServerErrorMessage told) {
        Matcher policy = POLICY.matcher(String.valueOf(told.getMessage()));
        return policy.find() ? PrintableText.cleaned(policy.group(1)) : "";
    }

    /** Returns the object that depends on what is to be altered; empty if the server names none. */
    static String dependent(SQLException e) {
        ServerErrorMessage told = e instanceof PSQLException error ? error.getServerErrorMessage() : null;
        return told == null || isCode(told) ? "" : PrintableText.cleaned(told.getDetail());
    }
}
