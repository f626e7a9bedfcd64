package io.intercomsync.jdbc.internal.bigquery;

import io.intercomsync.jdbc.dialect.DatabaseChecks;
import java.sql.Connection;

/** Asks no driver whether a connection may write: rights decide, and they show with the first statement. */
final class BigQueryChecks implements DatabaseChecks {
    static final BigQueryChecks INSTANCE = new BigQueryChecks();

    private BigQueryChecks() {}

    @Override
    public boolean isReadOnly(Connection connection) {
        return false;
    }
}
