package io.intercomsync.jdbc.internal.schema;

import io.intercomsync.jdbc.dialect.DatabaseErrors;
import java.sql.SQLException;

/** Repeats definitions that fail because the sink of another workspace made the same at the same moment. */
final class DefinitionRetry {
    private static final int MOST_ATTEMPTS = 5;
    private static final String CONFLICT = "40001";

    private DefinitionRetry() {}

    /** Defines parts of a schema. */
    @FunctionalInterface
    interface DefinitionStep<T> {
        /** Reads the catalog, defines the parts that are missing, and returns a result. */
        T make() throws SQLException;
    }

    /** Runs the step, again while others make the same at the same moment, and returns its result. */
    static <T> T run(DatabaseErrors errors, DefinitionStep<T> step) throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try {
                return step.make();
            } catch (SQLException e) {
                boolean isOfOthers =
                        errors.isAlreadyThere(e) || errors.sqlState(e).equals(CONFLICT);
                if (attempt == MOST_ATTEMPTS || !isOfOthers) {
                    throw e;
                }
            }
        }
    }
}
