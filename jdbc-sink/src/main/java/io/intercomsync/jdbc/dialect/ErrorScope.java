package io.intercomsync.jdbc.dialect;

import java.util.Set;

/** How much an error concerns. */
public enum ErrorScope {
    /** A row: the database refuses it for its data, or an object that somebody added refuses it. */
    ROW,
    /** A statement. A row is at fault only if other rows can be stored. */
    STATEMENT,
    /** The database, the connection or the user's rights, whatever is stored. */
    DATABASE;

    /** No connection, a transaction rolled back, no resources, an operator, the system, a timeout. */
    private static final Set<String> NEVER_A_ROW = Set.of("08", "40", "53", "57", "58", "HYT00");

    /** A wrong state of transaction, session, schema or object. */
    private static final Set<String> SELDOM_A_ROW = Set.of("25", "26", "28", "2D", "3B", "3D", "3F", "55", "F0", "HV");

    /** Statements that cannot be run, and errors without an SQLState. */
    private static final Set<String> STATEMENTS = Set.of("42", "0A", "XX", "HY", "");

    /**
     * Returns the scope that the SQLState tells.
     *
     * @param isCode whether the error comes from a trigger or a function, which may fail with any state for a single row
     */
    public static ErrorScope of(String sqlState, boolean isCode) {
        if (isIn(NEVER_A_ROW, sqlState)) {
            return DATABASE;
        }
        if (isIn(SELDOM_A_ROW, sqlState)) {
            return isCode ? STATEMENT : DATABASE;
        }
        return isIn(STATEMENTS, sqlState) ? STATEMENT : ROW;
    }

    private static boolean isIn(Set<String> states, String state) {
        return states.contains(state) || (state.length() == 5 && states.contains(state.substring(0, 2)));
    }
}
