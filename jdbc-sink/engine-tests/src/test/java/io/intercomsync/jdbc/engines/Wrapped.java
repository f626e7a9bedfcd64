package io.intercomsync.jdbc.engines;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** A source of connections that hide the driver's own, as some pools do, and in which something may go wrong. */
final class Wrapped implements DataSource {
    private final Opening opening;
    private final Fault fault;

    /** Opens the connections that are hidden. */
    @FunctionalInterface
    interface Opening {
        Connection open() throws SQLException;
    }

    /** What happens before a method of a connection is called. */
    @FunctionalInterface
    interface Fault {
        void before(Connection connection, String method) throws SQLException;
    }

    Wrapped(Database database, Fault fault) {
        this(database::connect, fault);
    }

    Wrapped(Opening opening, Fault fault) {
        this.opening = opening;
        this.fault = fault;
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection real = opening.open();
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("isWrapperFor")) {
                        return false;
                    }
                    fault.before(real, method.getName());
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return getConnection();
    }

    @Override
    public PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter out) {}

    @Override
    public void setLoginTimeout(int seconds) {}

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getGlobal();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("hidden");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
