package io.intercomsync.internal.api;

import io.intercomsync.internal.http.ApiCaller;
import io.intercomsync.internal.http.Budget;
import io.intercomsync.internal.http.ClientSettings;
import io.intercomsync.internal.http.VersionRules;
import io.intercomsync.internal.pace.Sleeper;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** The way to one workspace: its connections and its pace. Thread-safe. */
public final class Connection implements AutoCloseable {
    private final ClientSettings settings;
    private final ApiCaller caller;
    private final Map<String, Lock> scrolls = new ConcurrentHashMap<>();

    /** Opens no connection yet. */
    public Connection(ClientSettings settings) {
        this.settings = settings;
        this.caller = new ApiCaller(settings);
    }

    /** Calls with a count of their own. */
    public Calls calls() {
        return calls(new Budget(null, null, settings.clock()));
    }

    /** Calls with a count of their own, which spend this budget. */
    public Calls calls(Budget budget) {
        return calls(budget, Integer.MAX_VALUE);
    }

    /**
     * Calls with a count of their own.
     *
     * @param budget what they spend
     * @param most how many of them may be under way at the same time
     */
    public Calls calls(Budget budget, int most) {
        return new Calls(caller, settings.clock(), budget, most);
    }

    /** Gives back the memory that this thread's last answer is counted for. */
    public void releaseAnswers() {
        caller.memory().release();
    }

    /** What the chosen version can do. */
    public VersionRules version() {
        return settings.version();
    }

    /** Held while objects of that name are scrolled: Intercom allows a workspace one scroll of each kind at a time. */
    public Lock scroll(String name) {
        return scrolls.computeIfAbsent(name, first -> new ReentrantLock());
    }

    /** How many calls it takes under way, as it looks now, to spend the whole allowance. */
    public int usefulConcurrency() {
        return caller.pacer().usefulConcurrency();
    }

    /** How many requests a second are allowed, as far as is known. */
    public double requestsPerSecond() {
        return caller.pacer().requestsPerSecond();
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
