package io.intercomsync.jdbc.engines.fault;

import io.intercomsync.jdbc.engines.fixture.WrappedSource;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import javax.sql.DataSource;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** Gives connections whose messages to the database are watched: statements, bulk loads, commits. */
final class WatchedSource {
    private static final Set<String> SENT =
            Set.of("execute", "executeQuery", "executeUpdate", "executeBatch", "commit");

    private final WrappedSource.Opening opening;
    private final Watcher watcher;

    /**
     * A message to the database.
     *
     * @param connection the driver's own connection
     * @param text the SQL; {@code commit}, or {@code load} before a bulk load
     */
    record Message(Connection connection, String text) {
        /** Returns whether it is about this table, within a transaction. */
        boolean isInTransactionOn(String table) throws SQLException {
            return !connection.getAutoCommit() && text.contains(table);
        }
    }

    /** Sees each message, and may let it fail. */
    @FunctionalInterface
    interface Watcher {
        void before(Message message) throws SQLException;

        default void after(Message message) throws SQLException {}
    }

    WatchedSource(WrappedSource.Opening opening, Watcher watcher) {
        this.opening = opening;
        this.watcher = watcher;
    }

    DataSource source() {
        return (DataSource) proxy((proxy, method, arguments) -> connection(opening.open()), DataSource.class);
    }

    private interface Call {
        @Nullable
        Object run() throws Throwable;
    }

    private static Object proxy(InvocationHandler handler, Class<?>... types) {
        return Proxy.newProxyInstance(WatchedSource.class.getClassLoader(), types, handler);
    }

    private Object connection(Connection real) {
        return proxy(
                (proxy, method, arguments) -> {
                    if (method.getName().equals("isWrapperFor")
                            && arguments[0] == DuckDBConnection.class
                            && real.getAutoCommit()) {
                        return false; // it would be duplicated, and nobody would see the messages of the duplicate
                    }
                    if (method.getName().equals("unwrap") && !real.getAutoCommit()) {
                        return sent(real, "load", () -> call(real, method, arguments));
                    }
                    if (method.getName().equals("commit")) {
                        return sent(real, "commit", () -> call(real, method, arguments));
                    }
                    Object answer = call(real, method, arguments);
                    return answer instanceof Statement statement
                            ? statement(real, statement, arguments, method.getReturnType())
                            : answer;
                },
                Connection.class);
    }

    private Object statement(Connection connection, Statement real, Object @Nullable [] made, Class<?> type) {
        return proxy(
                (proxy, method, arguments) -> SENT.contains(method.getName())
                        ? sent(connection, text(arguments, made), () -> call(real, method, arguments))
                        : call(real, method, arguments),
                type);
    }

    /** Returns the SQL that is executed, or with which the statement was made. */
    private static String text(Object @Nullable [] executed, Object @Nullable [] made) {
        return executed != null ? String.valueOf(executed[0]) : made != null ? String.valueOf(made[0]) : "";
    }

    private @Nullable Object sent(Connection real, String text, Call call) throws Throwable {
        Message message = new Message(real, text);
        watcher.before(message);
        Object answer = call.run();
        watcher.after(message);
        return answer;
    }

    private static @Nullable Object call(Object real, Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
