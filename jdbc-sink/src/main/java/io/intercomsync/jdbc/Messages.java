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
            "Binder|Catalog|Constraint|Dependency|IO|Out of Memory|Parser|Permission|TransactionContext");

    private static final String CANNOT_EXECUTE = "Invalid Input Error: Cannot execute statement of type ";

    /** What H2 adds to the end of the line after which it repeats the statement. */
    private static final String BEFORE_STATEMENT = "; SQL statement:";

    private Messages() {}

    static String withoutData(String message) {
        String first = firstLine(message);
        String told = first.endsWith(BEFORE_STATEMENT)
                ? first.substring(0, first.length() - BEFORE_STATEMENT.length())
                : fault(message);
        return firstLine(NAME_WITH_DATA.matcher(told).replaceAll("\"$1\""));
    }

    private static String fault(String message) {
        Matcher unprepared = UNPREPARED.matcher(message);
        if (!unprepared.find()) {
            return message;
        }
        String fault = message.substring(unprepared.end());
        boolean isSafe = NAMING_NO_VALUES.matcher(unprepared.group(1)).matches() || fault.startsWith(CANNOT_EXECUTE);
        return isSafe ? fault : message;
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }
}
