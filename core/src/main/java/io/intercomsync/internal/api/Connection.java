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

/** The connections to one workspace, and its pace. Thread-safe. */
public final class Connection implements AutoCloseable {
    private final ClientSettings settings;
    private final ApiCaller caller;
    private final Map<String, Lock> scrolls = new ConcurrentHashMap<>();

    /** Makes the object; opens no connection yet. */
    public Connection(ClientSettings settings) {
        this.settings = settings;
        this.caller = new ApiCaller(settings);
    }

    /** Returns calls with a count of their own. */
    public Calls calls() {
        return calls(new Budget(null, null, settings.clock()));
    }

    /** Returns calls with a count of their own, which spend this budget. */
    public Calls calls(Budget budget) {
        return calls(budget, Integer.MAX_VALUE);
    }

    /**
     * Returns calls with a count of their own.
     *
     * @param budget the budget that the calls spend
     * @param most how many calls may be under way at the same time
     */
    public Calls calls(Budget budget, int most) {
        return new Calls(caller, settings.clock(), budget, most);
    }

    /** Gives back the memory of this thread's last answer. */
    public void releaseAnswers() {
        caller.memory().release();
    }

    /** Returns the abilities of the chosen version. */
    public VersionRules version() {
        return settings.version();
    }

    /** Returns the lock for a scroll over objects of this name: Intercom allows one scroll of each kind at a time. */
    public Lock scroll(String name) {
        return scrolls.computeIfAbsent(name, first -> new ReentrantLock());
    }

    /** Returns how many calls under way use the whole allowance, by the present measurements. */
    public int usefulConcurrency() {
        return caller.pacer().usefulConcurrency();
    }

    /** Returns how many requests a second are allowed, as far as it is known. */
    public double requestsPerSecond() {
        return caller.pacer().requestsPerSecond();
    }

    /** Returns the sleeper that waits. */
    public Sleeper sleeper() {
        return settings.sleeper();
    }

    /** Returns the clock. */
    public Clock clock() {
        return settings.clock();
    }

    /** Cancels all calls and closes all connections. */
    @Override
    public void close() {
        caller.close();
    }
}
