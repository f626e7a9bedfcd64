package io.intercomsync.internal.api;

import io.intercomsync.internal.retry.Sleeper;
import java.time.Clock;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** The way to one workspace: its connections and its pace. Thread-safe. */
public final class Connection implements AutoCloseable {
    private final Settings settings;
    private final Caller caller;
    private final Lock companyScroll = new ReentrantLock();

    /** Opens no connection yet. */
    public Connection(Settings settings) {
        this.settings = settings;
        this.caller = new Caller(settings);
    }

    /** Calls with a count of their own. */
    public Calls calls() {
        return new Calls(caller, settings.clock());
    }

    /** What the chosen version can do. */
    public VersionRules version() {
        return settings.version();
    }

    /** Held while companies are scrolled: Intercom allows a workspace one scroll at a time. */
    public Lock companyScroll() {
        return companyScroll;
    }

    /** What waits. */
    public Sleeper sleeper() {
        return settings.sleeper();
    }

    /** What tells the time. */
    public Clock clock() {
        return settings.clock();
    }

    /** Breaks off what is under way and closes all connections. */
    @Override
    public void close() {
        caller.close();
    }
}
