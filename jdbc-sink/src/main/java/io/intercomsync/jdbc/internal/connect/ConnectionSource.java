package io.intercomsync.jdbc.internal.connect;

import java.sql.Connection;
import java.sql.SQLException;

/** Opens connections. */
@FunctionalInterface
public interface ConnectionSource {
    Connection open() throws SQLException;
}
