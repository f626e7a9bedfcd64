package io.intercomsync.jdbc.internal.h2;

import io.intercomsync.jdbc.dialect.DatabaseSessions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.regex.Pattern;

/** Recognizes databases in memory. */
final class H2Sessions implements DatabaseSessions {
    /** Matches URLs of databases in memory, which end with their last connection in a server, too. */
    private static final Pattern IN_MEMORY = Pattern.compile("jdbc:h2:(?:(?:tcp|ssl)://[^/]+/)?mem:");

    @Override
    public boolean isInMemory(Connection connection) throws SQLException {
        return IN_MEMORY.matcher(connection.getMetaData().getURL()).lookingAt();
    }
}
