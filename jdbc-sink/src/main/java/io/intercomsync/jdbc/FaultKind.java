package io.intercomsync.jdbc;

import java.sql.SQLException;
import java.util.Set;

/** Tells whether a fault may be that of a single row. */
enum FaultKind {
    /** The database refuses a row: for its data, or since an object that somebody added refuses it. */
    ROW,
    /** A statement fails. A row is at fault only if others can be stored. */
    STATEMENT,
    /** The database, the connection or its rights fail, whatever is stored. */
    DATABASE;

    /** No connection, a transaction rolled back, no resources, an operator, the system. */
    private static final Set<String> NEVER_OF_A_ROW = Set.of("08", "40", "53", "57", "58", "HYT00", "55P03", "90");

    /** A wrong state of transaction, session, schema or object, unless somebody's code fails so. */
    private static final Set<String> SELDOM_OF_A_ROW =
            Set.of("25", "26", "28", "2D", "3B", "3D", "3F", "55", "F0", "HV");

    /** Statements that cannot be run. DuckDB gives no SQLState. */
    private static final Set<String> OF_A_STATEMENT = Set.of("42", "0A", "XX", "HY", "");

    static FaultKind of(SQLException e) {
        FaultSource source = FaultSource.of(e);
        String state = Failures.state(e);
        return switch (source.origin()) {
            case POLICY -> ROW;
            case PUBLICATION -> DATABASE;
            case CODE -> FaultSource.isOfH2(e) ? ROW : of(state, STATEMENT); // in H2 the state is the trigger's own
            default -> of(state, DATABASE);
        };
    }

    static boolean isNeverOfARow(String state) {
        return isIn(NEVER_OF_A_ROW, state);
    }

    private static FaultKind of(String state, FaultKind ifSeldomOfARow) {
        if (isNeverOfARow(state)) {
            return DATABASE;
        }
        if (isIn(SELDOM_OF_A_ROW, state)) {
            return ifSeldomOfARow;
        }
        return isIn(OF_A_STATEMENT, state) ? STATEMENT : ROW;
    }

    private static boolean isIn(Set<String> states, String state) {
        return states.contains(state) || (state.length() == 5 && states.contains(state.substring(0, 2)));
    }
}
