package io.intercomsync.jdbc.internal.error;

import io.intercomsync.jdbc.dialect.DatabaseErrors;
import io.intercomsync.jdbc.dialect.ErrorOrigin;
import io.intercomsync.jdbc.internal.value.PrintableText;
import java.sql.SQLException;

/** Says in the library's own words why a row is refused. The text of the database may hold data, so it is left out. */
public final class ErrorSummary {
    private ErrorSummary() {}

    /** Returns the reason with the SQLState, and the name of the object that refuses the row if the driver tells it. */
    public static String of(SQLException e, DatabaseErrors errors) {
        String sqlState = errors.sqlState(e);
        String state = sqlState.isEmpty()
                ? "(code " + DatabaseErrors.root(e).getErrorCode() + ")"
                : "(SQLState " + PrintableText.cleaned(sqlState) + ")";
        ErrorOrigin origin = errors.origin(e);
        String name = origin.name().isEmpty() ? "" : " \"" + origin.name() + '"';
        return switch (origin.kind()) {
            case CONSTRAINT ->
                "it violates " + (name.isEmpty() ? "a constraint " : "the constraint" + name + " ") + state;
            case COLUMN -> "it has no value for the column" + name + ", which must not be null " + state;
            case POLICY -> "the row-level policy" + name + " does not allow it " + state;
            case PARTITION -> "the table has no partition for it " + state;
            case CODE -> "a trigger or a function" + name + " fails " + state;
            case PUBLICATION, UNKNOWN -> ofState(sqlState, state);
        };
    }

    private static String ofState(String sqlState, String state) {
        if (sqlState.equals("22001")) {
            return "a text is longer than its column";
        }
        if (sqlState.equals("22003")) {
            return "a number is out of the range of its column";
        }
        if (sqlState.startsWith("23")) {
            return "it violates a constraint " + state;
        }
        if (sqlState.equals("42501")) {
            return "the user lacks a right " + state;
        }
        if (sqlState.equals("44000")) {
            return "the check option of a view does not allow it " + state;
        }
        if (sqlState.startsWith("54")) {
            return "it exceeds a limit of the database " + state;
        }
        return sqlState.startsWith("22")
                ? "the database cannot hold one of its values " + state
                : "the database refuses it " + state;
    }
}
