package io.intercomsync.jdbc.internal.connect;

import io.intercomsync.jdbc.internal.sql.SinkDatabase;
import java.sql.Connection;
import java.sql.SQLException;

/** Looks at a database by a connection, and changes nothing. */
@FunctionalInterface
public interface DatabaseLook {
    void at(Connection connection, SinkDatabase database) throws SQLException;
}
