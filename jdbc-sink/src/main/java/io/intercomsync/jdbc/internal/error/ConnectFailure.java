package io.intercomsync.jdbc.internal.error;

import io.intercomsync.error.SinkException;
import io.intercomsync.jdbc.dialect.DatabaseErrors;
import io.intercomsync.jdbc.internal.value.PrintableText;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Says why there is no connection, in the words of the server or of the pool. No row is involved, so these hold no data; secrets
 * are masked.
 */
public final class ConnectFailure {
    /** Causes may lead in a circle. */
    private static final int DEEPEST_CAUSE = 10;

    private static final Pattern SECRET = Pattern.compile(
            "((?:password|passwd|pwd|secret|token|encryption_key)\\w*\\s*[=:]\\s*)(?!(?:YES|NO)\\))[^\\s;&,)\"']+",
            Pattern.CASE_INSENSITIVE);

    /** Matches a user and a password before the name of a host, which drivers take for a part of that name or for its port. */
    private static final Pattern SECRET_BEFORE_HOST = Pattern.compile(":(?!//)(?:\\S*|\\s+[^\\s'\"]+)@");

    /** The errors of the dialect, or of all that it may be while nothing is connected. */
    private final List<DatabaseErrors> errors;

    public ConnectFailure(List<DatabaseErrors> errors) {
        this.errors = errors;
    }

    /** Returns the first answer that is not empty. */
    private String first(Function<DatabaseErrors, String> question) {
        return errors.stream()
                .map(question)
                .filter(answer -> !answer.isEmpty())
                .findFirst()
                .orElse("");
    }

    /**
     * Explains that another process holds the file of the database.
     *
     * @return who holds it; nothing if the error is another one
     */
    public Optional<String> fileUser(SQLException e) {
        if (errors.stream().noneMatch(each -> each.isFileInUse(e))) {
            return Optional.empty();
        }
        String user = first(each -> each.fileUser(e));
        return Optional.of("Another process has the database's file open" + (user.isEmpty() ? "" : " (" + user + ")"));
    }

    /**
     * Explains a failure by a setting of the JVM or of the machine.
     *
     * @throws SinkException if there is an explanation
     */
    public void explainMachineFault(Throwable failure) {
        for (Throwable cause : causes(failure)) {
            String explanation = first(each -> each.machineFault(cause));
            if (!explanation.isEmpty()) {
                throw new SinkException(explanation, failure);
            }
        }
    }

    /**
     * Makes the exception for a source that gave no connection.
     *
     * @param mayBeSmallPool whether the source is a pool that has given the sink its connection to write by
     */
    public SinkException of(Exception failure, boolean mayBeSmallPool) {
        if (Thread.currentThread().isInterrupted()) {
            return new SinkException("Interrupted while connecting to the database");
        }
        SQLException root = withState(failure);
        String state = first(each -> each.sqlState(root));
        String remedy = mayBeSmallPool && isOfSmallPool(root, state)
                ? "The sink has its connection to write by, but got none to read by. The pool may be too small: it must have 2"
                        + " for each sink at least, and 1 more for each further thread that is not to wait. Else see whether"
                        + " the database runs and can be reached; the next run goes on from the last stored checkpoint"
                : remedy(root, state);
        // The words of the error are in the message already, without secrets.
        SQLException cause = new SQLException(null, root.getSQLState(), root.getErrorCode());
        cause.setStackTrace(failure.getStackTrace());
        return new SinkException("Cannot connect to the database: " + words(failure) + ". " + remedy, cause);
    }

    /** Returns the error that has a state, which a pool may have wrapped. */
    private static SQLException withState(Exception failure) {
        SQLException found = null;
        for (Throwable cause : causes(failure)) {
            if (cause instanceof SQLException e && (found == null || found.getSQLState() == null)) {
                found = e;
            }
        }
        return found == null ? new SQLException(failure.getMessage()) : found;
    }

    private static List<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .limit(DEEPEST_CAUSE)
                .toList();
    }

    private static String words(Throwable failure) {
        List<String> words = new ArrayList<>();
        for (Throwable cause : causes(failure)) {
            String text = cleaned(String.valueOf(cause.getMessage()));
            if (cause.getMessage() != null && words.stream().noneMatch(said -> said.contains(text))) {
                words.add(text);
            }
        }
        return words.isEmpty() ? failure.getClass().getName() : String.join(": ", words);
    }

    private static String cleaned(String text) {
        String masked = SECRET_BEFORE_HOST
                .matcher(SECRET.matcher(text).replaceAll("$1***"))
                .replaceAll(":***@");
        String cut = PrintableText.cleaned(masked);
        return cut.endsWith(".") && !cut.endsWith("...") ? cut.substring(0, cut.length() - 1) : cut;
    }

    /** Not every pool gives an SQLState. */
    private static boolean isOfSmallPool(SQLException e, String state) {
        return state.isEmpty() || state.startsWith("08") || e instanceof SQLTimeoutException;
    }

    private String remedy(SQLException e, String state) {
        String special = first(each -> each.connectAdvice(e));
        if (!special.isEmpty()) {
            return special;
        }
        if (state.startsWith("28")) {
            return "The database does not accept the user or the password: correct them, or let the server admit this user"
                    + " from this host (some servers demand TLS)";
        }
        if (state.equals("08004")) {
            return "The server refuses the connection: see whether it demands or offers TLS as the URL does, then run again";
        }
        if (state.equals("3D000")) {
            return "There is no such database on the server: create it, or correct the URL";
        }
        if (state.startsWith("53")) {
            return "The server has no room for another connection: close some, or allow more; then run again";
        }
        return state.startsWith("08")
                ? "See whether the database runs, and whether it can be reached at the host and port that are given; the next"
                        + " run goes on from the last stored checkpoint"
                : "See whether the URL, the user and the settings of the connection are right, then run again";
    }
}
