package io.intercomsync.jdbc.internal.mysql;

import io.intercomsync.jdbc.dialect.DatabaseLocks;
import java.sql.Connection;
import java.sql.SQLException;

/** Takes the writer's place on MySQL. */
final class MySqlLocks implements DatabaseLocks {
    static final MySqlLocks INSTANCE = new MySqlLocks();

    private MySqlLocks() {}

    @Override
    public boolean tryLock(Connection connection, String place) throws SQLException {
        return MySqlPlace.tryLock(connection, place);
    }

    @Override
    public void unlock(Connection connection, String place) throws SQLException {
        MySqlPlace.unlock(connection, place);
    }

    @Override
    public boolean isFree(Connection connection, String place) throws SQLException {
        return MySqlPlace.isFree(connection, place);
    }

    @Override
    public String holder(Connection connection, String place) throws SQLException {
        return MySqlPlace.holder(connection, place);
    }
}
