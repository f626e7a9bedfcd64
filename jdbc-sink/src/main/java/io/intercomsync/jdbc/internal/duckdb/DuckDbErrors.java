package io.intercomsync.jdbc.internal.duckdb;

import io.intercomsync.internal.files.LibraryFolder;
import io.intercomsync.jdbc.dialect.DatabaseErrors;
import io.intercomsync.jdbc.internal.value.PrintableText;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Explains the errors of DuckDB. Its driver gives no SQLState, so the fixed beginnings of its messages tell errors apart. */
final class DuckDbErrors implements DatabaseErrors {
    static final DuckDbErrors INSTANCE = new DuckDbErrors();
    static final String READ_ONLY = "25006";

    private static final String CONFLICT = "40001";
    private static final String CONNECTION_CLOSED = "08003";
    private static final String SYSTEM_ERROR = "58000";
    private static final String DISK_FULL = "53100";
    private static final String NO_SPACE = "No space left on device";
    private static final String DRIVER = "org.duckdb.";
    /** About the size of DuckDB's native library. */
    private static final long BYTES_OF_LIBRARY = 64L << 20;

    private static final List<String> VIOLATIONS =
            List.of("Constraint Error", "constraint failed", "constraint violation");
    private static final List<String> WRONG_VALUES = List.of(
            "Conversion Error",
            "Out of Range Error",
            "Invalid unicode",
            "Could not convert",
            "Incorrect value for generated column");

    /** Matches messages about missing memory, disk or files. An appender leaves out the kind of the error. */
    private static final Pattern SYSTEM = Pattern.compile(
            "\\A(?:[^\\n]* pending query result\\nError: )?(?:Appender error, [^\\n]*?message: )?(?:TransactionContext Error: )?"
                    + "(?:Failed to \\w+: )*"
                    + "(?:(?:Out of Memory|IO|FATAL|INTERNAL|Interrupt|Connection|Permission) Error"
                    + "|[Ff]ailed to (?:allocate|pin|offload)|[Cc]ould not (?:allocate|write|read|open)|Interrupted)");

    /** Matches messages of the driver about a connection that somebody has closed. */
    private static final Pattern CLOSED =
            Pattern.compile("\\A(?:(?:Connection|Statement|ResultSet|[Aa]ppender) (?:was|has (?:already )?been) closed"
                    + "|Connection Error: Connection has already been closed)");

    /** Matches messages about another transaction that has changed the same rows or the table. */
    private static final Pattern CONFLICTS = Pattern.compile(
            "\\A(?:[^\\n]* pending query result\\nError: )?TransactionContext Error: (?:Failed to commit: )?"
                    + "(?:Conflict on |(?:Catalog )?write-write conflict|Transaction conflict|Attempting to modify table )");

    /** Matches what comes before the message about a statement that could not be prepared, and the kind of that error. */
    private static final Pattern UNPREPARED = Pattern.compile(
            "\\A[^\\n]* unsuccessful or closed pending query result\\nError: (?=([A-Za-z ]+?)(?: Error)?: )");

    /** Matches the kinds of errors that name columns, tables and files. Other kinds may repeat values. */
    private static final Pattern KINDS_WITHOUT_VALUES = Pattern.compile(
            "Binder|Catalog|Connection|Constraint|Dependency|IO|Out of Memory|Parser|Permission|TransactionContext");

    private static final Pattern KIND = Pattern.compile("\\A([A-Z][A-Za-z ]+) Error: ");

    /** Matches messages that repeat the error of a row, which may hold its values. */
    private static final Pattern BEFORE_VALUES =
            Pattern.compile("\\A(Appender error|TransactionContext Error: Failed to commit)[,:].*", Pattern.DOTALL);

    private static final String CANNOT_EXECUTE = "Invalid Input Error: Cannot execute statement of type ";

    private static final Pattern FILE_USER = Pattern.compile("Conflicting lock is held in (.{1,300}? \\(PID \\d+\\))");

    /** By the fixed beginning of a message about the file, the remedy. */
    private static final Map<Pattern, String> ADVICE = Map.of(
            Pattern.compile(
                    "\\A(?:IO|Serialization) Error: [^\\n]*?(?:[Cc]orrupt database file|Could not read enough bytes)"),
            "The file of DuckDB is damaged. Restore it from a backup, or move it away: the next run makes a new one",
            Pattern.compile("\\AIO Error: [^\\n]* not a valid DuckDB database file"),
            "The file is no database of DuckDB. Name another file",
            Pattern.compile("\\AIO Error: Trying to read a database file with version number"),
            "Another version of DuckDB has written the file. Put the driver of that version on the class path",
            Pattern.compile("\\AIO Error: Cannot open file"),
            "The file cannot be opened. Check that the folder exists and that this user may write to it");

    private DuckDbErrors() {}

    @Override
    public String sqlState(SQLException e) {
        if (e.getSQLState() != null) {
            return e.getSQLState();
        }
        String message = String.valueOf(e.getMessage());
        if (CLOSED.matcher(message).find()) {
            return CONNECTION_CLOSED;
        }
        boolean isReadOnly = message.contains("attached in read-only mode");
        if (SYSTEM.matcher(message).find()) {
            return isReadOnly ? READ_ONLY : message.contains(NO_SPACE) ? DISK_FULL : SYSTEM_ERROR;
        }
        if (CONFLICTS.matcher(message).find()) {
            return CONFLICT;
        }
        if (VIOLATIONS.stream().anyMatch(message::contains)) {
            return "23000";
        }
        if (WRONG_VALUES.stream().anyMatch(message::contains)) {
            return "22000";
        }
        return isReadOnly ? READ_ONLY : "";
    }

    @Override
    public boolean isFileInUse(SQLException e) {
        String message = String.valueOf(e.getMessage());
        return Stream.of("Could not set lock on file", "being used by another process", "Conflicting lock")
                .anyMatch(message::contains);
    }

    @Override
    public String fileUser(SQLException e) {
        Matcher user = FILE_USER.matcher(String.valueOf(e.getMessage()));
        return user.find() ? user.group(1) : "";
    }

    /** Explains why the driver cannot unpack its native library into the folder for temporary files, or load it from there. */
    @Override
    public String machineFault(Throwable failure) {
        boolean isOfLibrary = failure instanceof LinkageError
                && Arrays.stream(failure.getStackTrace())
                        .anyMatch(frame -> frame.getClassName().startsWith(DRIVER));
        if (!isOfLibrary) {
            return "";
        }
        return "Cannot load DuckDB's native library. " + LibraryFolder.explain("java.io.tmpdir", BYTES_OF_LIBRARY);
    }

    @Override
    public String advice(SQLException e) {
        return connectAdvice(e);
    }

    @Override
    public String connectAdvice(SQLException e) {
        String message = String.valueOf(e.getMessage());
        return ADVICE.entrySet().stream()
                .filter(each -> each.getKey().matcher(message).find())
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }

    @Override
    public String withoutData(String message) {
        return PrintableText.firstLine(PrintableText.withoutQuotedData(safePart(message)));
    }

    private static String safePart(String message) {
        Matcher unprepared = UNPREPARED.matcher(message);
        if (!unprepared.find()) {
            return withoutValues(message);
        }
        String error = message.substring(unprepared.end());
        boolean isSafe =
                KINDS_WITHOUT_VALUES.matcher(unprepared.group(1)).matches() || error.startsWith(CANNOT_EXECUTE);
        return isSafe ? withoutValues(error) : message;
    }

    private static String withoutValues(String message) {
        Matcher values = BEFORE_VALUES.matcher(message);
        if (values.matches()) {
            return values.group(1);
        }
        Matcher kind = KIND.matcher(message);
        boolean isSafe = !kind.find()
                || KINDS_WITHOUT_VALUES.matcher(kind.group(1)).matches()
                || message.startsWith(CANNOT_EXECUTE);
        return isSafe ? message : kind.group(1) + " Error";
    }
}
