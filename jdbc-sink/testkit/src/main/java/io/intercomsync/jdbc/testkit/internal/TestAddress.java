package io.intercomsync.jdbc.testkit.internal;

import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.jdbc.dialect.Dialect;
import java.sql.DriverManager;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

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
        return of(url, null, null, dialect);
    }

    /** Reaches a database by a JDBC URL, as a user with a password. */
    public static TestAddress of(String url, @Nullable String user, @Nullable String password, Dialect dialect) {
        return new TestAddress(
                () -> sink(url, user, password), () -> DriverManager.getConnection(url, user, password), dialect);
    }

    private static JdbcSink.Builder sink(String url, @Nullable String user, @Nullable String password) {
        JdbcSink.Builder sink = JdbcSink.builder(url);
        if (user != null) {
            sink.user(user);
        }
        return password == null ? sink : sink.password(password);
    }

    /** Reaches a database by a source of connections. */
    public static TestAddress of(DataSource source, Dialect dialect) {
        return new TestAddress(() -> JdbcSink.builder(source), source::getConnection, dialect);
    }
}
