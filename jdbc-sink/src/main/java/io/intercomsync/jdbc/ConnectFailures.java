package io.intercomsync.jdbc;

import io.intercomsync.error.SinkException;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Says why there is no connection, in the words of the server or of the pool. No row is involved, so they hold no data. */
final class ConnectFailures {
    /** Causes may lead in a circle. */
    private static final int DEEPEST_CAUSE = 10;

    private static final Pattern SECRET = Pattern.compile(
            "((?:password|passwd|pwd|secret|token)\\w*\\s*[=:]\\s*)[^\\s;&,)\"']+", Pattern.CASE_INSENSITIVE);

    /** Drivers take a user and a password before a host's name for a part of that name. */
    private static final Pattern SECRET_BEFORE_HOST = Pattern.compile(":(?!//)\\S*@");

    private ConnectFailures() {}

    /**
     * A fault of a source that gave no connection.
     *
     * @param mayBeSmallPool whether the source is a pool that has given the sink its connection to write by
     */
    static SinkException of(Exception fault, boolean mayBeSmallPool) {
        SQLException told = told(fault);
        if (Thread.currentThread().isInterrupted()) {
            return new SinkException("Interrupted while connecting to the database");
        }
        String words = words(fault);
        String remedy = mayBeSmallPool && isOfSmallPool(told)
                ? "The sink has its connection to write by, but got none to read by. The pool may be too small: it must have 2"
                        + " for each sink at least, and 1 more for each further thread that is not to wait. Else see whether"
                        + " the database runs and can be reached; the next run goes on from the last stored checkpoint"
                : remedy(Failures.state(told));
        SQLException cause = new SQLException(null, told.getSQLState(), told.getErrorCode());
        // Its words are in the message already, without secrets.
        cause.setStackTrace(fault.getStackTrace());
        return new SinkException("Cannot connect to the database: " + words + ". " + remedy, cause);
    }

    /** The fault that has a state, which a pool may have wrapped. */
    private static SQLException told(Exception fault) {
        SQLException told = null;
        for (Throwable cause : causes(fault)) {
            if (cause instanceof SQLException e && (told == null || told.getSQLState() == null)) {
                told = e;
            }
        }
        return told == null ? new SQLException(fault.getMessage()) : told;
    }

    static List<Throwable> causes(Throwable fault) {
        return Stream.iterate(fault, Objects::nonNull, Throwable::getCause)
                .limit(DEEPEST_CAUSE)
                .toList();
    }

    private static String words(Throwable fault) {
        List<String> words = new ArrayList<>();
        for (Throwable cause : causes(fault)) {
            String text = cleaned(String.valueOf(cause.getMessage()));
            if (cause.getMessage() != null && words.stream().noneMatch(said -> said.contains(text))) {
                words.add(text);
            }
        }
        return words.isEmpty() ? fault.getClass().getName() : String.join(": ", words);
    }

    private static String cleaned(String text) {
        String masked = SECRET_BEFORE_HOST
                .matcher(SECRET.matcher(text).replaceAll("$1***"))
                .replaceAll(":***@");
        String cut = Messages.cleaned(masked);
        return cut.endsWith(".") && !cut.endsWith("...") ? cut.substring(0, cut.length() - 1) : cut;
    }

    /** Not every pool gives an SQLState. */
    private static boolean isOfSmallPool(SQLException e) {
        String state = Failures.state(e);
        return state.isEmpty() || state.startsWith("08") || e instanceof SQLTimeoutException;
    }

    private static String remedy(String state) {
        if (state.startsWith("28")) {
            return "The database does not accept the user or the password: correct them, or let the server admit this user"
                    + " from this host";
        }
        if (state.equals("3D000")) {
            return "There is no such database on the server: create it, or correct the URL";
        }
        if (state.equals("42501")) {
            return "The user may not use this database: grant CONNECT on it";
        }
        if (state.startsWith("53")) {
            return "The server has no room for another connection: close some, or allow more; then run again";
        }
        if (state.startsWith("57P")) {
            return "The server starts or stops at this moment: run again when it is up";
        }
        return state.startsWith("08")
                ? "See whether the database runs, and whether it can be reached at the host and port that are given; the next"
                        + " run goes on from the last stored checkpoint"
                : "See whether the URL, the user and the settings of the connection are right, then run again";
    }
}
