package io.intercomsync.jdbc;

import io.intercomsync.jdbc.FaultSource.Origin;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Reads the fields of PostgreSQL's faults that are the same in every language. It is used only for exceptions of the driver, so
 * the driver need not be there.
 */
final class PostgresFault {
    static final String EXCEPTION = "org.postgresql.util.PSQLException";

    private static final Pattern POLICY = Pattern.compile("\"([^\"]+)\".*\"[^\"]+\"");
    private static final Pattern FUNCTION = Pattern.compile("\\APL/\\w+\\W\\p{L}+ ([^(]+)\\(");

    private PostgresFault() {}

    static FaultSource source(SQLException e) {
        ServerErrorMessage told = e instanceof PSQLException fault ? fault.getServerErrorMessage() : null;
        if (told == null) {
            return new FaultSource(Origin.UNKNOWN, "");
        }
        if (isCode(told)) {
            return new FaultSource(Origin.CODE, function(told));
        }
        String routine = String.valueOf(told.getRoutine());
        return switch (routine) {
            case "ExecWithCheckOptions" -> new FaultSource(Origin.POLICY, policy(told));
            case "ExecFindPartition" -> new FaultSource(Origin.PARTITION, "");
            case "CheckCmdReplicaIdentity" -> new FaultSource(Origin.PUBLICATION, "");
            default ->
                told.getConstraint() != null
                        ? new FaultSource(Origin.CONSTRAINT, cleaned(told.getConstraint()))
                        : new FaultSource(
                                told.getColumn() == null ? Origin.UNKNOWN : Origin.COLUMN, cleaned(told.getColumn()));
        };
    }

    /**
     * The library's own statements have no context but a line that COPY copies or, where they wait for a lock in vain, a tuple.
     */
    private static boolean isCode(ServerErrorMessage told) {
        String context = told.getWhere();
        return context != null
                && !context.startsWith("COPY ")
                && (!FaultKind.isNeverOfARow(String.valueOf(told.getSQLState()))
                        || context.lines().anyMatch(line -> line.startsWith("PL/") || line.startsWith("SQL")));
    }

    /** The function that was called first is on the last line; lines before it can repeat statements, and data with them. */
    private static String function(ServerErrorMessage told) {
        String context = String.valueOf(told.getWhere());
        Matcher function = FUNCTION.matcher(context.substring(context.lastIndexOf('\n') + 1));
        return function.find() ? cleaned(function.group(1)) : "";
    }

    /** Only a restrictive policy is named, before the table. */
    private static String policy(ServerErrorMessage told) {
        Matcher policy = POLICY.matcher(String.valueOf(told.getMessage()));
        return policy.find() ? cleaned(policy.group(1)) : "";
    }

    /** The object that depends on what is to be altered; empty if the server names none. */
    static String dependent(SQLException e) {
        ServerErrorMessage told = e instanceof PSQLException fault ? fault.getServerErrorMessage() : null;
        return told == null || isCode(told) ? "" : cleaned(told.getDetail());
    }

    private static String cleaned(@Nullable String text) {
        return text == null ? "" : Messages.cleaned(text);
    }
}
