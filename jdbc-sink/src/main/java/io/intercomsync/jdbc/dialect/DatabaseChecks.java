package io.intercomsync.jdbc.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/**
 * Tells what keeps a sink from using a database, before anything is made in it. No method may change the database. The defaults know no
 * oldest version and no rights.
 */
public interface DatabaseChecks {
    /** Goes by standard SQL alone. */
    DatabaseChecks STANDARD = new DatabaseChecks() {};

    /** Returns the oldest major version of the database that the sink is made for; 0 if every version is right. */
    default int oldestVersion() {
        return 0;
    }

    /** Returns the oldest minor version of the {@linkplain #oldestVersion oldest major version}; 0 by default. */
    default int oldestMinorVersion() {
        return 0;
    }

    /** Returns whether the database keeps the name of a schema for itself. */
    default boolean isReserved(String schema) {
        return schema.toLowerCase(Locale.ROOT).equals("information_schema");
    }

    /** Returns whether the connection can write nothing, whatever rights the user has. */
    default boolean isReadOnly(Connection connection) throws SQLException {
        return connection.isReadOnly();
    }

    /** Returns the rights that the sink needs and the user lacks. The default returns none. */
    default List<MissingRight> missingRights(Connection connection, NeededRights needed) throws SQLException {
        return List.of();
    }
}
