package io.intercomsync.testing;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.slf4j.LoggerFactory;

/** Gathers the lines that this library logs, at every level, as a file would have them. */
public final class LoggedLines implements AutoCloseable {
    private final Logger logger = (Logger) LoggerFactory.getLogger("io.intercomsync");
    private final Level before = logger.getLevel();
    private final ListAppender<ILoggingEvent> events = new ListAppender<>();

    public LoggedLines() {
        events.start();
        logger.setLevel(Level.DEBUG);
        logger.setAdditive(false);
        logger.addAppender(events);
    }

    /** The lines of that level or a higher one. */
    public List<String> atLeast(Level level) {
        return List.copyOf(events.list).stream()
                .filter(event -> event.getLevel().isGreaterOrEqual(level))
                .map(LoggedLines::line)
                .toList();
    }

    private static String line(ILoggingEvent event) {
        String trace =
                event.getThrowableProxy() == null ? "" : "\n" + ThrowableProxyUtil.asString(event.getThrowableProxy());
        return event.getLevel() + " " + event.getFormattedMessage() + trace;
    }

    @Override
    public void close() {
        logger.detachAppender(events);
        logger.setAdditive(true);
        logger.setLevel(before);
    }
}
