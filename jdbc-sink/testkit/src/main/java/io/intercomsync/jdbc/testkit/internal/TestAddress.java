package io.intercomsync.jdbc.testkit.internal;

import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.jdbc.dialect.Dialect;
import java.sql.DriverManager;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * Tells how sinks and plain JDBC reach a database.
 *
 * @param sinks makes a builder of a sink on the database
 * @param opener opens a connection for plain JDBC
 * @param dialect the dialect of the database
 */
public record TestAddress(Supplier<JdbcSink.Builder> sinks, SchemaAccess.Opener opener, Dialect dialect) {

    /** Reaches a database by a JDBC URL that names the user, if it needs one. */
    public static TestAddress of(String url, Dialect dialect) {
        return new TestAddress(() -> JdbcSink.builder(url), () -> DriverManager.getConnection(url), dialect);
    }

    /** Reaches a database by a JDBC URL, as a user with a password. */
    public static TestAddress of(String url, String user, String password, Dialect dialect) {
        return new TestAddress(
                () -> JdbcSink.builder(url).user(user).password(password),
                () -> DriverManager.getConnection(url, user, password),
                dialect);
    }

    /** Reaches a database by a source of connections. */
    public static TestAddress of(DataSource source, Dialect dialect) {
        return new TestAddress(() -> JdbcSink.builder(source), source::getConnection, dialect);
    }
}
