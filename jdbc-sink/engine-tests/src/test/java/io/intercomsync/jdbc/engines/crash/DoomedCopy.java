package io.intercomsync.jdbc.engines.crash;

import io.intercomsync.IntercomClient;
import io.intercomsync.SyncEngine;
import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.sink.CheckpointingSink;
import io.intercomsync.sink.ReadableSink;
import io.intercomsync.sink.ReportingSink;
import io.intercomsync.sink.Sink;
import io.intercomsync.sink.UnitSize;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.duckdb.DuckDBConnection;

/** Copies a workspace in small units and, if told so, halts at a boundary of a write as if killed. */
final class DoomedCopy {
    /** The exit code of a program that halted. */
    static final int HALTED = 86;

    private final Moment moment;
    private final AtomicInteger left;

    /** The moments at which the program may halt. */
    enum Moment {
        /** The sink is asked to write. */
        BEFORE_WRITE,
        /** A schema, table, index or column is about to be made, outside of a transaction. */
        BEFORE_DEFINITION,
        /** The database has received all rows and the checkpoint, and is about to commit. */
        BEFORE_COMMIT,
        /** Everything is stored, but the engine does not know it yet. */
        AFTER_COMMIT
    }

    /** @param times at which time of such a moment to halt, from 1 on */
    private DoomedCopy(Moment moment, int times) {
        this.moment = moment;
        this.left = new AtomicInteger(times);
    }

    /** Arguments: token and URL of the workspace, URL and schema of the database, what to do, moment, times. */
    public static void main(String[] arguments) {
        CrashWork work = CrashWork.valueOf(arguments[4]);
        DoomedCopy doom = new DoomedCopy(Moment.valueOf(arguments[5]), Integer.parseInt(arguments[6]));
        try (IntercomClient client = IntercomClient.builder(arguments[0])
                        .baseUrl(URI.create(arguments[1]))
                        .build();
                JdbcSink sink = JdbcSink.builder(doom.source(arguments[2]))
                        .schema(arguments[3])
                        .build()) {
            SyncEngine.builder(client, doom.sink(sink, new UnitSize(work.rowsOfAUnit(), 1 << 20)))
                    .sweepInterval(work.sweepInterval())
                    .build()
                    .sync();
        }
    }

    private Sink sink(JdbcSink real, UnitSize size) {
        Class<?>[] all = {CheckpointingSink.class, ReadableSink.class, ReportingSink.class};
        return (Sink) Proxy.newProxyInstance(getClass().getClassLoader(), all, (proxy, method, arguments) -> {
            if (method.getName().equals("unitSize")) {
                return size;
            }
            if (method.getName().equals("write")) {
                reached(Moment.BEFORE_WRITE);
            }
            return call(method, real, arguments);
        });
    }

    private DataSource source(String url) {
        return (DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> connection(DriverManager.getConnection(url)));
    }

    private Connection connection(Connection real) {
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> callConnection(real, method, arguments));
    }

    private Object callConnection(Connection real, Method method, Object[] arguments) throws Throwable {
        switch (method.getName()) {
            case "isWrapperFor" -> {
                if (arguments[0] == DuckDBConnection.class && real.getAutoCommit()) {
                    return false; // it would be duplicated, and what the duplicate commits would not be seen
                }
            }
            case "createStatement" -> reachedDefinition(real);
            case "commit" -> {
                reached(Moment.BEFORE_COMMIT);
                real.commit();
                reached(Moment.AFTER_COMMIT);
                return null;
            }
            default -> {}
        }
        return call(method, real, arguments);
    }

    private void reachedDefinition(Connection real) throws SQLException {
        if (real.getAutoCommit()) {
            reached(Moment.BEFORE_DEFINITION);
        }
    }

    private void reached(Moment now) {
        if (now == moment && left.decrementAndGet() == 0) {
            Runtime.getRuntime().halt(HALTED);
        }
    }

    private static Object call(Method method, Object real, Object[] arguments) throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
