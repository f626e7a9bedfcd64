package io.intercomsync.internal.api;

/** The way to one workspace: its connections, its pace and its calls. Thread-safe. */
public final class Connection implements AutoCloseable {
    private final Settings settings;

    public Connection(Settings settings) {
        this.settings = settings;
    }

    /** Calls with a count of their own. */
    public Calls calls() {
        return new Calls();
    }

    /** What the chosen version can do. */
    public VersionRules version() {
        return settings.version();
    }

    @Override
    public void close() {}
}
