package io.intercomsync.jdbc.internal.connect;

import io.intercomsync.jdbc.internal.sql.SinkDatabase;
import java.sql.Connection;
import java.sql.SQLException;

/** Works with a database by a connection, outside of runs. */
@FunctionalInterface
public interface DatabaseLook {
    void at(Connection connection, SinkDatabase database) throws SQLException;
}
