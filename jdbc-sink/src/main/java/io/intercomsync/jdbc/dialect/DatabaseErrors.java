package io.intercomsync.jdbc.dialect;

import io.intercomsync.jdbc.internal.value.PrintableText;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.Set;

/**
 * Classifies and explains the errors of a database. The defaults go by standard SQLStates; vendor codes and fixed beginnings of messages
 * belong in overriding methods. An error may come from the driver, or be wrapped by a batch or a pool.
 */
public interface DatabaseErrors {
    /** Goes by standard SQLStates alone. */
    DatabaseErrors STANDARD = new DatabaseErrors() {};

    /** Returns the error that a batch of statements wraps. */
    static SQLException root(SQLException e) {
        SQLException root = e;
        while (root instanceof BatchUpdateException && root.getNextException() != null) {
            root = root.getNextException();
        }
        return root;
    }

    /** Returns the SQLState, or the one that fits best if the driver gives none; empty if nothing fits. */
    default String sqlState(SQLException e) {
        return e.getSQLState() == null ? "" : e.getSQLState();
    }

    /** Returns the object that raised the error. */
    default ErrorOrigin origin(SQLException e) {
        return ErrorOrigin.UNKNOWN;
    }

    /** Returns how much the error concerns. The sink looks for a row at fault unless it is {@link ErrorScope#DATABASE}. */
    default ErrorScope scope(SQLException e) {
        ErrorOrigin origin = origin(e);
        return switch (origin.kind()) {
            case POLICY -> ErrorScope.ROW;
            case PUBLICATION -> ErrorScope.DATABASE;
            default -> ErrorScope.of(sqlState(e), origin.isCode());
        };
    }

    /** Returns whether a statement failed because it waited too long for a lock. */
    default boolean isLockTimeout(SQLException e) {
        return false;
    }

    /** Returns whether the connection was lost, so that the same work may succeed on a new one. */
    default boolean isConnectionLost(SQLException e) {
        return sqlState(e).startsWith("08");
    }

    /** Returns whether the database ended the transaction in favor of another one: a deadlock, or changes of the same rows. */
    default boolean isConflict(SQLException e) {
        return sqlState(e).equals("40001");
    }

    /** Returns whether a definition failed because another sink has just made the same object. */
    default boolean isAlreadyThere(SQLException e) {
        return Set.of("42S01", "42S21").contains(sqlState(e));
    }

    /** Returns whether no connection could be opened because another process holds the file of the database. */
    default boolean isFileInUse(SQLException e) {
        return false;
    }

    /** Describes the process that holds the file of the database; empty if the error does not tell. */
    default String fileUser(SQLException e) {
        return "";
    }

    /** Returns what to do about the error, in whole sentences without the last full stop; empty for the general advice. */
    default String advice(SQLException e) {
        return "";
    }

    /** Returns what to do if no connection could be opened, in the form of {@link #advice}; empty for the general advice. */
    default String connectAdvice(SQLException e) {
        return "";
    }

    /**
     * Explains a setting of the JVM or of the machine that keeps the driver from connecting, in whole sentences; empty if the
     * failure is of another kind.
     */
    default String machineFault(Throwable failure) {
        return "";
    }

    /** Names the object that keeps a column from being altered; empty if the error does not tell. */
    default String dependentObject(SQLException e) {
        return "";
    }

    /**
     * Returns a message of the database on one line, without values of rows: it ends up in logs and reports. The default leaves out
     * what follows a name and a colon in quotes.
     */
    default String withoutData(String message) {
        return PrintableText.firstLine(PrintableText.withoutQuotedData(message));
    }
}
