package io.intercomsync.jdbc.internal.mysql;

import io.intercomsync.jdbc.dialect.DatabaseErrors;
import io.intercomsync.jdbc.dialect.ErrorOrigin;
import io.intercomsync.jdbc.dialect.ErrorOrigin.Kind;
import io.intercomsync.jdbc.dialect.ErrorScope;
import io.intercomsync.jdbc.internal.value.PrintableText;
import java.sql.SQLException;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Explains the errors of MySQL by its own codes: most of them share the SQLStates HY000 and 42000. */
final class MySqlErrors implements DatabaseErrors {
    static final MySqlErrors INSTANCE = new MySqlErrors();

    private static final int CANNOT_BE_NULL = 1048;
    private static final int NO_DEFAULT = 1364;
    private static final int DUPLICATE = 1062;
    private static final int DUPLICATE_WITH_NAME = 1586;
    private static final int LOCK_WAIT_TIMEOUT = 1205;
    private static final int TOO_LARGE_PACKET = 1153;
    private static final int SILENT = 4031;

    /** The codes of a check: the first is of MySQL, the second of MariaDB. */
    private static final Set<Integer> CHECK_FAILED = Set.of(3819, 4025);

    private static final Set<Integer> FOREIGN_KEY_FAILED = Set.of(1216, 1217, 1451, 1452);
    /** The codes of SIGNAL, which triggers use. */
    private static final Set<Integer> SIGNALS = Set.of(1642, 1643, 1644);

    private static final Set<Integer> LACKS_RIGHTS = Set.of(1044, 1142, 1143, 1227, 1370);
    private static final Set<Integer> READ_ONLY = Set.of(1290, 1792, 1836);
    /** An interrupted statement, one that took too long, and a session that the server ended. */
    private static final Set<Integer> ENDED = Set.of(1317, 3024, SILENT);

    private static final Set<Integer> NO_ROOM = Set.of(3, 28, 1021, 1026, 1037, 1038, 1041, 1114, 1180, 1206);
    private static final Set<Integer> GONE = Set.of(1046, 1049, 1053, 1077, 1079, 1080, 1213, 1412);
    private static final Set<Integer> ALREADY_THERE = Set.of(1007, 1050, 1060, 1061);

    private static final Pattern KEY = Pattern.compile("for key '([^']+)'\\s*\\z");
    private static final Pattern CONSTRAINT = Pattern.compile("(?:CONSTRAINT `([^`]+)`|constraint '([^']+)')");
    private static final Pattern NAME = Pattern.compile("(?:Column|Field) '([^']+)'");
    /** Matches the name of what needs the column that is to be altered. */
    private static final Pattern DEPENDENT = Pattern.compile("(?:constraint|CONSTRAINT) [`']([^`']+)[`']");

    /** Matches a value of a row: what stands in quotes after the word for it. It may hold quotes and lines. */
    private static final Pattern VALUE = Pattern.compile(
            "(?s)((?:Duplicate entry|value:?|Incorrect \\w+(?: \\w+)?:?|Truncated incorrect \\w+(?: \\w+)?:?)) '.*'"
                    + "(?= for (?:key|column|function)|\\s*\\z)");

    private MySqlErrors() {}

    private static int code(SQLException e) {
        return DatabaseErrors.root(e).getErrorCode();
    }

    @Override
    public String sqlState(SQLException e) {
        String state = DatabaseErrors.root(e).getSQLState();
        return state == null ? "" : state;
    }

    @Override
    public ErrorOrigin origin(SQLException e) {
        int code = code(e);
        String message = String.valueOf(DatabaseErrors.root(e).getMessage());
        if (SIGNALS.contains(code)) {
            return new ErrorOrigin(Kind.CODE, "");
        }
        if (code == CANNOT_BE_NULL || code == NO_DEFAULT) {
            return new ErrorOrigin(Kind.COLUMN, name(NAME, message));
        }
        if (code == DUPLICATE || code == DUPLICATE_WITH_NAME) {
            return new ErrorOrigin(Kind.CONSTRAINT, name(KEY, message));
        }
        return CHECK_FAILED.contains(code) || FOREIGN_KEY_FAILED.contains(code)
                ? new ErrorOrigin(Kind.CONSTRAINT, name(CONSTRAINT, message))
                : ErrorOrigin.UNKNOWN;
    }

    private static String name(Pattern pattern, String message) {
        Matcher name = pattern.matcher(message);
        if (!name.find()) {
            return "";
        }
        String first = name.group(1);
        return PrintableText.cleaned(first == null ? name.group(2) : first);
    }

    @Override
    public ErrorScope scope(SQLException e) {
        int code = code(e);
        boolean isOfDatabase = code == LOCK_WAIT_TIMEOUT
                || code == TOO_LARGE_PACKET
                || LACKS_RIGHTS.contains(code)
                || READ_ONLY.contains(code)
                || ENDED.contains(code)
                || NO_ROOM.contains(code)
                || GONE.contains(code);
        if (isOfDatabase) {
            return ErrorScope.DATABASE;
        }
        return origin(e).isCode() ? ErrorScope.ROW : ErrorScope.of(sqlState(e), false);
    }

    @Override
    public boolean isLockTimeout(SQLException e) {
        return code(e) == LOCK_WAIT_TIMEOUT;
    }

    /** The server has also closed the connection of a client that was silent for too long. */
    @Override
    public boolean isConnectionLost(SQLException e) {
        return code(e) == SILENT || sqlState(e).startsWith("08");
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
            return "The user lacks rights. On the database of the schema it needs SELECT, INSERT, UPDATE, DELETE, CREATE, ALTER,"
                    + " DROP, INDEX, TRIGGER, CREATE VIEW, SHOW VIEW and CREATE TEMPORARY TABLES";
        }
        if (READ_ONLY.contains(code)) {
            return "The server is read-only: connect to the one that may be written";
        }
        if (ENDED.contains(code)) {
            return "The server ended a statement or the session: max_execution_time or wait_timeout is too short, or an"
                    + " administrator has ended it. Let this user's statements take longer, then run again";
        }
        if (NO_ROOM.contains(code)) {
            return "The server has no room left on its disk or in its memory. Make room, then run again; the run goes on from"
                    + " the last stored checkpoint";
        }
        return switch (code) {
            case LOCK_WAIT_TIMEOUT ->
                "A lock that another session held was not given in time. Let that session end its transaction, then run again";
            case TOO_LARGE_PACKET ->
                "A row is larger than the max_allowed_packet of the server. Set it to 64M or more, then run again";
            default -> "";
        };
    }

    @Override
    public String withoutData(String message) {
        return PrintableText.firstLine(
                PrintableText.withoutQuotedData(VALUE.matcher(message).replaceAll("$1")));
    }
}
