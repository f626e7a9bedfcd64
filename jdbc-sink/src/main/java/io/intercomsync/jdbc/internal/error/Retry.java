package io.intercomsync.jdbc.internal.error;

import io.intercomsync.error.SinkException;
import io.intercomsync.jdbc.dialect.DatabaseErrors;
import io.intercomsync.jdbc.dialect.ErrorScope;
import io.intercomsync.jdbc.internal.value.PrintableText;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Tries work again after errors that pass: a lost connection, a deadlock, a conflict with another transaction. The first time it
 * does so at once, then after growing pauses.
 */
public final class Retry {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final Duration longest;
    private final WaitTime time;
    private @Nullable LoggedWait wait;
    private int attempts = 1;
    private boolean isCommitUnknown;

    /** Begins the retries of many pieces of work. */
    @FunctionalInterface
    public interface Source {
        Retry begin();
    }

    /** @param longest how long after its first failure the work may be tried again */
    public Retry(Duration longest, WaitTime time) {
        this.longest = longest;
        this.time = time;
    }

    /**
     * Waits for the next attempt.
     *
     * @param isBroken whether the connection is broken, whatever the error says
     * @return whether there is one; else the error does not pass, or the time is over
     * @throws SinkException if the thread is interrupted
     */
    public boolean again(SQLException e, DatabaseErrors errors, boolean isBroken) {
        boolean isLost = errors.isConnectionLost(e) || (isBroken && !isOfDatabase(e, errors));
        if (!isLost && !errors.isConflict(e)) {
            return false;
        }
        isCommitUnknown |= isLost;
        return again((isLost
                        ? "The connection to the database was lost"
                        : "The database ended the transaction in favor of another one")
                + state(e, errors));
    }

    /** An error that explains itself is not hidden by the connection that it broke. */
    private static boolean isOfDatabase(SQLException e, DatabaseErrors errors) {
        return errors.scope(e) == ErrorScope.DATABASE;
    }

    /**
     * Waits for the next attempt after no new connection could be opened in place of a lost one.
     *
     * @return whether there is one; else the failure does not pass, or the time is over
     * @throws SinkException if the thread is interrupted
     */
    public boolean again(SinkException noConnection, DatabaseErrors errors) {
        return noConnection.getCause() instanceof SQLException e
                && (errors.isConnectionLost(e) || errors.sqlState(e).startsWith("53"))
                && again("There is no new connection to the database yet" + state(e, errors));
    }

    private static String state(SQLException e, DatabaseErrors errors) {
        String state = errors.sqlState(e);
        return state.isEmpty() ? "" : " (SQLState " + PrintableText.cleaned(state) + ")";
    }

    private boolean again(String fault) {
        if (wait == null) {
            wait = new LoggedWait(longest, time);
        }
        boolean isAgain = wait.again(pause(), () -> fault + ". It is tried again");
        attempts += isAgain ? 1 : 0;
        return isAgain;
    }

    private Duration pause() {
        if (attempts == 1) {
            return Duration.ZERO;
        }
        long most = Math.min(FIRST_PAUSE.toMillis() << Math.min(attempts - 2, 10), LONGEST_PAUSE.toMillis());
        return Duration.ofMillis(most / 2 + ThreadLocalRandom.current().nextLong(most / 2 + 1));
    }

    /** Returns whether an earlier attempt may have been committed, although it failed. */
    public boolean isCommitUnknown() {
        return isCommitUnknown;
    }

    /** Returns the number of attempts, for a message; nothing after the first one. */
    public String told() {
        return attempts == 1 ? "" : " in " + attempts + " attempts, within " + LoggedWait.text(longest);
    }
}
