package io.intercomsync.jdbc.internal.mysql;

import io.intercomsync.jdbc.dialect.DatabaseErrors;
import io.intercomsync.jdbc.dialect.ErrorOrigin;
import io.intercomsync.jdbc.dialect.ErrorOrigin.Kind;
import io.intercomsync.jdbc.internal.value.PrintableText;
import java.sql.SQLException;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Knows the codes and messages that MySQL and MariaDB, which came from it, have in common. */
public final class MySqlErrorCodes {
    public static final int LOCK_WAIT_TIMEOUT = 1205;
    public static final int TOO_LARGE_PACKET = 1153;
    public static final Set<Integer> LACKS_RIGHTS = Set.of(1044, 1142, 1143, 1227, 1370);

    private static final int CANNOT_BE_NULL = 1048;
    private static final int NO_DEFAULT = 1364;
    private static final int DUPLICATE = 1062;
    private static final int DUPLICATE_WITH_NAME = 1586;

    /** The codes of a check: the first is of MySQL, the second of MariaDB. */
    private static final Set<Integer> CHECK_FAILED = Set.of(3819, 4025);

    private static final Set<Integer> FOREIGN_KEY_FAILED = Set.of(1216, 1217, 1451, 1452);
    private static final Set<Integer> NO_PARTITION = Set.of(1526, 1591, 1748);
    /** The codes of SIGNAL, which triggers use. */
    private static final Set<Integer> SIGNALS = Set.of(1642, 1643, 1644);
    /** The state that SIGNAL usually has; it may set any code beside it. */
    private static final String SIGNALLED = "45000";

    private static final Set<Integer> READ_ONLY = Set.of(1290, 1792, 1836);
    private static final Set<Integer> NO_ROOM = Set.of(3, 28, 1021, 1026, 1037, 1038, 1041, 1114, 1180, 1206);
    /** The server stops. */
    private static final Set<Integer> STOPS = Set.of(1053, 1077, 1079, 1080);

    private static final Set<Integer> GONE = Set.of(1046, 1049, 1213, 1412);

    private static final int DATABASE_REFUSED = 1044;
    private static final int NO_DATABASE = 1049;
    private static final int TOO_MANY_CONNECTIONS = 1040;
    private static final Set<Integer> TOO_MANY_OF_THE_USER = Set.of(1203, 1226);
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

    private MySqlErrorCodes() {}

    public static int of(SQLException e) {
        return DatabaseErrors.root(e).getErrorCode();
    }

    public static String sqlState(SQLException e) {
        String state = DatabaseErrors.root(e).getSQLState();
        return state == null ? "" : state;
    }

    public static ErrorOrigin origin(SQLException e) {
        int code = of(e);
        String message = String.valueOf(DatabaseErrors.root(e).getMessage());
        if (SIGNALS.contains(code) || sqlState(e).equals(SIGNALLED)) {
            return new ErrorOrigin(Kind.CODE, "");
        }
        if (code == CANNOT_BE_NULL || code == NO_DEFAULT) {
            return new ErrorOrigin(Kind.COLUMN, name(NAME, message));
        }
        if (code == DUPLICATE || code == DUPLICATE_WITH_NAME) {
            return new ErrorOrigin(Kind.CONSTRAINT, name(KEY, message));
        }
        if (NO_PARTITION.contains(code)) {
            return new ErrorOrigin(Kind.PARTITION, "");
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

    /** Returns whether the code is no fault of a row: a lock, a limit, a right, the disk, the server itself. */
    public static boolean isOfDatabase(int code) {
        return code == LOCK_WAIT_TIMEOUT
                || code == TOO_LARGE_PACKET
                || LACKS_RIGHTS.contains(code)
                || READ_ONLY.contains(code)
                || NO_ROOM.contains(code)
                || STOPS.contains(code)
                || GONE.contains(code);
    }

    /** Returns whether the connection is lost: the server stops, or the driver reports it. */
    public static boolean isConnectionLost(SQLException e) {
        return STOPS.contains(of(e)) || sqlState(e).startsWith("08");
    }

    public static boolean isAlreadyThere(SQLException e) {
        return ALREADY_THERE.contains(of(e));
    }

    public static String dependentObject(SQLException e) {
        return name(DEPENDENT, String.valueOf(DatabaseErrors.root(e).getMessage()));
    }

    /** Returns the advice that is the same for both; empty if there is none. */
    public static String advice(int code) {
        if (READ_ONLY.contains(code)) {
            return "The server is read-only: connect to the one that may be written";
        }
        if (NO_ROOM.contains(code)) {
            return "The server has no room left on its disk or in its memory. Make room, then run again; the run goes on from"
                    + " the last stored checkpoint";
        }
        return code == TOO_LARGE_PACKET
                ? "A row is larger than the max_allowed_packet of the server. Set it to 64M or more, then run again"
                : "";
    }

    /** Returns what to do if no connection could be opened; empty for the general advice. */
    public static String connectAdvice(SQLException e) {
        int code = of(e);
        if (TOO_MANY_OF_THE_USER.contains(code)) {
            return "The server has no room for another connection of this user: close some, or allow the user more"
                    + " (max_user_connections); then run again";
        }
        return switch (code) {
            case DATABASE_REFUSED ->
                "The user may not use this database: grant it rights on the database in the URL, or name none there";
            case NO_DATABASE ->
                "There is no such database on the server: name none in the URL, since the sink creates its own";
            case TOO_MANY_CONNECTIONS ->
                "The server has no room for another connection: close some, or raise max_connections; then run again";
            default -> "";
        };
    }

    public static String withoutData(String message) {
        return PrintableText.firstLine(
                PrintableText.withoutQuotedData(VALUE.matcher(message).replaceAll("$1")));
    }
}
