package io.intercomsync.jdbc.engines;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.LoggerFactory;

/** Hears the warnings that the sink logs, and may act on each at once. */
final class Warnings extends AppenderBase<ILoggingEvent> implements AutoCloseable {
    private final Logger logger;
    private final List<String> said = new CopyOnWriteArrayList<>();
    private final Consumer<String> heard;

    Warnings(Consumer<String> heard) {
        this.heard = heard;
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        logger = context.getLogger("io.intercomsync.jdbc");
        setContext(context);
        start();
        logger.addAppender(this);
    }

    @Override
    protected void append(ILoggingEvent event) {
        if (event.getLevel().isGreaterOrEqual(Level.WARN)) {
            said.add(event.getFormattedMessage());
            heard.accept(event.getFormattedMessage());
        }
    }

    List<String> said() {
        return said;
    }

    @Override
    public void close() {
        logger.detachAppender(this);
    }
}
