package io.intercomsync.jdbc;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The object of the database that a fault comes from, as far as the driver tells it.
 *
 * @param origin its kind
 * @param name its name; empty if the database does not tell it
 */
record FaultSource(Origin origin, String name) {
    private static final FaultSource UNKNOWN = new FaultSource(Origin.UNKNOWN, "");

    private static final int H2_TRIGGER_FAILED = 90044;
    private static final int H2_FUNCTION_FAILED = 90105;
    private static final int H2_NULL = 23502;
    /** The text after the name tells it apart from a check, which has none. */
    private static final Pattern H2_CONSTRAINT = Pattern.compile("\\A[^\"]*\"([^\":]+?)(?:: | INDEX | ON )");

    private static final Pattern H2_NAME = Pattern.compile("\\A[^\"]*\"([^\"]+)\"");

    /** The kinds of objects. */
    enum Origin {
        UNKNOWN,
        /** A constraint or a unique index. */
        CONSTRAINT,
        /** A column that must not be null. */
        COLUMN,
        /** A row-level policy. */
        POLICY,
        /** A partitioned table without a partition for the row. */
        PARTITION,
        /** A publication that needs to know which row an update changes. */
        PUBLICATION,
        /** A trigger or a function. Its author may have written the text of the fault, which then can hold data. */
        CODE
    }

    static FaultSource of(SQLException e) {
        SQLException root = root(e);
        if (root.getClass().getName().equals(PostgresFault.EXCEPTION)) {
            return PostgresFault.source(root);
        }
        return isOfH2(root) ? ofH2(root) : UNKNOWN;
    }

    /** The fault itself, where a batch of statements wraps it. */
    static SQLException root(SQLException e) {
        SQLException root = e;
        while (root instanceof BatchUpdateException && root.getNextException() != null) {
            root = root.getNextException();
        }
        return root;
    }

    static boolean isOfH2(SQLException e) {
        return e.getClass().getName().startsWith("org.h2.");
    }

    /** H2 gives the exceptions of a trigger on as they are, and these have no code of its own. */
    private static FaultSource ofH2(SQLException e) {
        int code = e.getErrorCode();
        if (code == 0 || code == H2_FUNCTION_FAILED) {
            return new FaultSource(Origin.CODE, "");
        }
        if (code == H2_TRIGGER_FAILED) {
            return new FaultSource(Origin.CODE, nameInH2(H2_NAME, e));
        }
        if (code == H2_NULL) {
            return new FaultSource(Origin.COLUMN, nameInH2(H2_NAME, e));
        }
        boolean isViolation = String.valueOf(e.getSQLState()).startsWith("23");
        return isViolation ? new FaultSource(Origin.CONSTRAINT, nameInH2(H2_CONSTRAINT, e)) : UNKNOWN;
    }

    private static String nameInH2(Pattern pattern, SQLException e) {
        Matcher name = pattern.matcher(String.valueOf(e.getMessage()));
        return name.find() ? Messages.cleaned(name.group(1)) : "";
    }

    boolean isCode() {
        return origin == Origin.CODE;
    }
}
