package io.intercomsync.internal.http;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.intercomsync.internal.api.Calls;
import io.intercomsync.internal.api.Connection;
import io.intercomsync.internal.pace.FakeTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.slf4j.LoggerFactory;

/** A server, a connection to it on a clock that does not wait, and everything that is logged. */
abstract class HttpClientTest {
    static final String TOKEN = "dG9rOnNlY3JldC10b2tlbi1vZi10aGUtdGVzdA==";

    final TestServer server = new TestServer();
    final FakeTime time = new FakeTime();
    final ListAppender<ILoggingEvent> logged = new ListAppender<>();
    private final List<Connection> connections = new ArrayList<>();
    final Connection connection = connection(settings -> settings);
    final Calls calls = connection.calls();

    final Connection connection(UnaryOperator<TestSettings> more) {
        Connection made =
                new Connection(more.apply(new TestSettings(server.url(), time)).build());
        connections.add(made);
        return made;
    }

    @BeforeEach
    void listen() {
        Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.TRACE);
        logged.start();
        root.addAppender(logged);
    }

    @AfterEach
    void stop() {
        connections.forEach(Connection::close);
        server.close();
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).detachAppender(logged);
    }
}
