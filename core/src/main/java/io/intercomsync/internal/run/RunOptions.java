package io.intercomsync.internal.run;

import io.intercomsync.internal.sweep.SweepRules;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Holds what the user has chosen for runs.
 *
 * @param fullRefresh whether everything is read anew
 * @param startDate objects updated before this time are left out; {@code null} to leave out none
 * @param lookback how far before the last pass changes are asked for again, since an index lags behind
 * @param companiesInterval how long after a read of companies the next one is due
 * @param sweeps how sweeps are made
 * @param maxRequests how many requests a run may make; {@code null} for no bound
 * @param maxDuration how long a run may take; {@code null} for no bound
 */
public record RunOptions(
        boolean fullRefresh,
        @Nullable Instant startDate,
        Duration lookback,
        Duration companiesInterval,
        SweepRules sweeps,
        @Nullable Long maxRequests,
        @Nullable Duration maxDuration) {}
