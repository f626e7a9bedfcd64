package io.intercomsync.jdbc.internal.connect;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** Opens connections. */
@FunctionalInterface
public interface ConnectionSource {
    Connection open() throws SQLException;

    /** Returns the address of the database, as far as it is known before a connection is opened. */
    default Optional<DatabaseAddress> address() {
        return Optional.empty();
    }

    /** Returns the name of the user; empty if it is not known before a connection is opened. */
    default String user() {
        return "";
    }
}
