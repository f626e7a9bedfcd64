package io.intercomsync.jdbc;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What to repeat of a database's message: what the fault is, but no values of the row. */
final class Messages {
    /** What H2 and DuckDB put in quotes with a name before it: {@code "email: ada@example.org"}. It may have lines and quotes. */
    private static final Pattern NAME_WITH_DATA =
            Pattern.compile("\"([^\":\\n]+?)(?:: | VALUES \\()(?:.*\"|.*)", Pattern.DOTALL);

    /** What DuckDB says first of a statement that it could not prepare, and of which kind the fault is. */
    private static final Pattern UNPREPARED = Pattern.compile(
            "\\A[^\\n]* unsuccessful or closed pending query result\\nError: (?=([A-Za-z ]+?)(?: Error)?: )");

    /** DuckDB's faults that name columns, tables and files; others may repeat values. */
    private static final Pattern NAMING_NO_VALUES = Pattern.compile(
            "Binder|Catalog|Connection|Constraint|Dependency|IO|Out of Memory|Parser|Permission|TransactionContext");

    /** The kind of a fault of DuckDB's. */
    private static final Pattern KIND = Pattern.compile("\\A([A-Z][A-Za-z ]+) Error: ");

    /** Matches the words of DuckDB before it repeats the fault of a row, which may hold its values. */
    private static final Pattern BEFORE_VALUES =
            Pattern.compile("\\A(Appender error|TransactionContext Error: Failed to commit)[,:].*", Pattern.DOTALL);

    /** Characters that could forge a line, or change how others are shown. */
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+");

    private static final int LONGEST = 500;

    private static final String CANNOT_EXECUTE = "Invalid Input Error: Cannot execute statement of type ";

    /** What H2 adds to the end of the line after which it repeats the statement. */
    private static final String BEFORE_STATEMENT = "; SQL statement:";

    private Messages() {}

    /** A text of the database on one line, without control characters, and of a length that a log can show. */
    static String cleaned(String text) {
        String plain = CONTROL.matcher(text).replaceAll(" ").strip();
        return plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST) + "...";
    }

    static String withoutData(String message) {
        String first = firstLine(message);
        String told = first.endsWith(BEFORE_STATEMENT)
                ? first.substring(0, first.length() - BEFORE_STATEMENT.length())
                : fault(message);
        return cleaned(firstLine(NAME_WITH_DATA.matcher(told).replaceAll("\"$1\"")));
    }

    private static String fault(String message) {
        Matcher unprepared = UNPREPARED.matcher(message);
        if (!unprepared.find()) {
            return ofDuckDb(message);
        }
        String fault = message.substring(unprepared.end());
        boolean isSafe = NAMING_NO_VALUES.matcher(unprepared.group(1)).matches() || fault.startsWith(CANNOT_EXECUTE);
        return isSafe ? ofDuckDb(fault) : message;
    }

    private static String ofDuckDb(String message) {
        Matcher values = BEFORE_VALUES.matcher(message);
        if (values.matches()) {
            return values.group(1);
        }
        Matcher kind = KIND.matcher(message);
        boolean isTold =
                !kind.find() || NAMING_NO_VALUES.matcher(kind.group(1)).matches() || message.startsWith(CANNOT_EXECUTE);
        return isTold ? message : kind.group(1) + " Error";
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }
}
