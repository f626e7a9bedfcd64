package io.intercomsync.jdbc.internal.bigquery;

import io.intercomsync.jdbc.dialect.DatabaseSessions;
import java.sql.Connection;

/** Lets each statement be its own transaction: a larger one needs a session, which not every driver keeps. */
final class BigQuerySessions implements DatabaseSessions {

    @Override
    public boolean hasTransactions() {
        return false;
    }

    @Override
    public boolean isInMemory(Connection connection) {
        return false;
    }
}
