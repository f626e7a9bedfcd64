package io.intercomsync.jdbc.internal.sqlite;

import io.intercomsync.internal.files.LibraryFolder;
import io.intercomsync.jdbc.dialect.DatabaseErrors;
import io.intercomsync.jdbc.dialect.ErrorOrigin;
import io.intercomsync.jdbc.dialect.ErrorOrigin.Kind;
import io.intercomsync.jdbc.internal.value.PrintableText;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Explains the errors of SQLite by its codes. Its driver gives no SQLState, and begins each message with the name of the exact code. */
final class SqliteDatabaseErrors implements DatabaseErrors {
    static final SqliteDatabaseErrors INSTANCE = new SqliteDatabaseErrors();

    /** A wrong statement, or one that does not fit the state of the database. */
    private static final int ERROR = 1;

    private static final int PERMISSION = 3;
    private static final int BUSY = 5;
    private static final int LOCKED = 6;
    private static final int NO_MEMORY = 7;
    private static final int READ_ONLY = 8;
    private static final int INTERRUPTED = 9;
    private static final int IO_FAILED = 10;
    private static final int CORRUPT = 11;
    private static final int FULL = 13;
    private static final int CANNOT_OPEN = 14;
    private static final int CHANGED_SCHEMA = 17;
    private static final int TOO_BIG = 18;
    private static final int CONSTRAINT = 19;
    private static final int MISMATCH = 20;
    private static final int NO_DATABASE = 26;

    private static final String DRIVER = "org.sqlite.";
    /** About the size of SQLite's native library. */
    private static final long BYTES_OF_LIBRARY = 2L << 20;

    private static final Pattern EXACT = Pattern.compile("\\A\\[(SQLITE_\\w+)\\]");
    private static final Pattern OBJECT = Pattern.compile("constraint failed: (?:index ')?([\\w.]+)'?\\)?\\z");
    private static final Pattern ALREADY_THERE =
            Pattern.compile(" already exists\\)?\\z|\\(duplicate column name: [^\\n]*\\z");

    /** Matches messages that name tables, columns and words of statements. Others may come from a function and hold its argument. */
    private static final Pattern OF_SCHEMA = Pattern.compile(
            "\\A[^(]*\\((?:no such |near \"|table |view |index |trigger |error in |duplicate column name|cannot |foreign key mismatch)");

    private SqliteDatabaseErrors() {}

    private static int code(SQLException e) {
        return DatabaseErrors.root(e).getErrorCode() & 0xFF;
    }

    /** Returns whether the statement was wrong, or did not fit the state of the connection. */
    static boolean isOfState(SQLException e) {
        return code(e) == ERROR;
    }

    /** Returns the error of a transaction that leaves a reference without its row. */
    static SQLException ofReference() {
        return new SQLException("[SQLITE_CONSTRAINT_FOREIGNKEY] A foreign key constraint failed", null, CONSTRAINT);
    }

    private static String message(SQLException e) {
        return String.valueOf(DatabaseErrors.root(e).getMessage());
    }

    /** Returns the name of the exact code; empty if the error is not the driver's. */
    private static String exact(String message) {
        Matcher name = EXACT.matcher(message);
        return name.find() ? name.group(1) : "";
    }

    @Override
    public String sqlState(SQLException e) {
        if (e.getSQLState() != null) {
            return e.getSQLState();
        }
        return switch (code(e)) {
            case CONSTRAINT -> "23000";
            case MISMATCH, TOO_BIG -> "22000";
            case BUSY, LOCKED -> "55P03";
            case CHANGED_SCHEMA -> "40001";
            case FULL -> "53100";
            case NO_MEMORY -> "53200";
            case READ_ONLY -> "25006";
            case INTERRUPTED -> "57014";
            case PERMISSION, IO_FAILED, CORRUPT, CANNOT_OPEN, NO_DATABASE -> "58030";
            default -> "";
        };
    }

    @Override
    public ErrorOrigin origin(SQLException e) {
        String message = message(e);
        Matcher object = OBJECT.matcher(message);
        String name = object.find() ? PrintableText.cleaned(object.group(1)) : "";
        return switch (exact(message)) {
            case "SQLITE_CONSTRAINT_TRIGGER" -> new ErrorOrigin(Kind.CODE, "");
            case "SQLITE_CONSTRAINT_NOTNULL" -> new ErrorOrigin(Kind.COLUMN, name.substring(name.lastIndexOf('.') + 1));
            case "SQLITE_CONSTRAINT",
                    "SQLITE_CONSTRAINT_CHECK",
                    "SQLITE_CONSTRAINT_FOREIGNKEY",
                    "SQLITE_CONSTRAINT_PRIMARYKEY",
                    "SQLITE_CONSTRAINT_UNIQUE" -> new ErrorOrigin(Kind.CONSTRAINT, name);
            default -> ErrorOrigin.UNKNOWN;
        };
    }

    @Override
    public boolean isLockTimeout(SQLException e) {
        return code(e) == BUSY || code(e) == LOCKED;
    }

    @Override
    public boolean isAlreadyThere(SQLException e) {
        return code(e) == ERROR && ALREADY_THERE.matcher(message(e)).find();
    }

    @Override
    public String advice(SQLException e) {
        return switch (code(e)) {
            case BUSY, LOCKED ->
                "Another program uses the file of SQLite in a transaction, and did not end it in time. Let it end, then run"
                        + " again; the run goes on from the last stored checkpoint";
            case FULL -> "The disk is full. Make room, then run again; nothing that was stored is lost";
            case IO_FAILED ->
                "The disk reported an input/output error. Check the disk, then run again; the run goes on from the last"
                        + " stored checkpoint";
            case CORRUPT ->
                "The file of SQLite is damaged. Restore it from a backup, or move it away: the next run makes a new one";
            case READ_ONLY ->
                "The file cannot be written. Check the rights to the file and its folder, and that the connection is not"
                        + " read-only";
            default -> connectAdvice(e);
        };
    }

    @Override
    public String connectAdvice(SQLException e) {
        return switch (code(e)) {
            case BUSY, LOCKED ->
                isOfDriver(e)
                        ? "Another program has the file of SQLite for itself, and did not give it back in time. Let it end, then run"
                                + " again"
                        : "";
            case NO_DATABASE -> isOfDriver(e) ? "The file is no database of SQLite. Name another file" : "";
            case CANNOT_OPEN, PERMISSION ->
                isOfDriver(e)
                        ? "The file cannot be opened. Check that the folder exists and that this user may write to it"
                        : "";
            default -> "";
        };
    }

    private static boolean isOfDriver(SQLException e) {
        return !exact(message(e)).isEmpty();
    }

    /** Explains why the driver cannot unpack its native library into the folder for temporary files, or load it from there. */
    @Override
    public String machineFault(Throwable failure) {
        boolean isOfLibrary = (failure instanceof LinkageError || isNotFound(failure) || failure.getMessage() == null)
                && Arrays.stream(failure.getStackTrace())
                        .anyMatch(frame -> frame.getClassName().startsWith(DRIVER));
        return isOfLibrary
                ? "Cannot load the native library of SQLite. "
                        + LibraryFolder.explain("org.sqlite.tmpdir", BYTES_OF_LIBRARY)
                : "";
    }

    /** The driver reports a library that it could not unpack or load as one that it has not found. */
    private static boolean isNotFound(Throwable failure) {
        return failure.getClass().getName().equals(DRIVER + "NativeLibraryNotFoundException");
    }

    /** A trigger's own words and the expression of a check may hold data. */
    @Override
    public String withoutData(String message) {
        String exact = exact(message);
        int words = message.indexOf(" (");
        boolean mayHoldData = exact.equals("SQLITE_CONSTRAINT_TRIGGER")
                || (exact.equals("SQLITE_ERROR") && !OF_SCHEMA.matcher(message).find())
                || (exact.equals("SQLITE_CONSTRAINT_CHECK")
                        && !OBJECT.matcher(message).find());
        return PrintableText.firstLine(
                mayHoldData && words > 0 ? message.substring(0, words) : PrintableText.withoutQuotedData(message));
    }
}
