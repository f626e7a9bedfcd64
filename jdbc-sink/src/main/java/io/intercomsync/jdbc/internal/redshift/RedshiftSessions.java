package io.intercomsync.jdbc.internal.redshift;

import io.intercomsync.jdbc.dialect.DatabaseSessions;
import java.sql.Connection;

/** Needs no settings: the driver fetches rows as they are read. */
final class RedshiftSessions implements DatabaseSessions {

    @Override
    public boolean isInMemory(Connection connection) {
        return false;
    }
}
