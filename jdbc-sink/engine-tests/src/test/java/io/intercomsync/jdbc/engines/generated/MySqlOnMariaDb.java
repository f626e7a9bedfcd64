package io.intercomsync.jdbc.engines.generated;

import io.intercomsync.jdbc.Dialects;
import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.jdbc.engines.fixture.TestDatabase;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * Runs the dialect of MySQL with MySQL's own driver on MariaDB, which understands the statements that both share. One word differs:
 * MariaDB takes {@code utf8mb4_0900_bin} for a collation that does not tell trailing blanks apart, so its own name is sent instead.
 */
final class MySqlOnMariaDb {
    private MySqlOnMariaDb() {}

    static JdbcSink.Builder sink(String schema) {
        return JdbcSink.builder(source()).dialect(Dialects.MYSQL).schema(schema);
    }

    private static DataSource source() {
        String url = TestDatabase.MARIADB.url().replace("jdbc:mariadb:", "jdbc:mysql:")
                + "&rewriteBatchedStatements=true&useCursorFetch=true";
        return (DataSource) translated(DataSource.class, DriverManager.class, url);
    }

    /** Returns an object that passes on calls, with the name of the collation changed in each text. */
    private static Object translated(Class<?> type, Object real, String url) {
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
            if (type == DataSource.class) {
                return translated(Connection.class, connect(url), url);
            }
            for (int i = 0; arguments != null && i < arguments.length; i++) {
                arguments[i] = arguments[i] instanceof String sql
                        ? sql.replace("utf8mb4_0900_bin", "utf8mb4_nopad_bin")
                        : arguments[i];
            }
            try {
                Object result = method.invoke(real, arguments);
                return result instanceof Statement && !(result instanceof PreparedStatement)
                        ? translated(Statement.class, result, url)
                        : result;
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        });
    }

    private static Connection connect(String url) throws SQLException {
        return DriverManager.getConnection(url);
    }
}
