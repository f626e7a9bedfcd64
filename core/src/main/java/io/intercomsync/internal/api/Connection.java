package io.intercomsync.internal.api;

/** The way to one workspace: its connections and its pace. Thread-safe. */
public final class Connection implements AutoCloseable {
    private final Settings settings;
    private final Caller caller;

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

    /** Breaks off what is under way and closes all connections. */
    @Override
    public void close() {
        caller.close();
    }
}
