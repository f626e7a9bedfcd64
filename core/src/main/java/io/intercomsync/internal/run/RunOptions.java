package io.intercomsync.internal.run;

import io.intercomsync.internal.sweep.SweepRules;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Holds the options of runs.
 *
 * @param fullRefresh whether each run reads everything again
 * @param startDate objects updated before this time are left out; {@code null} to leave out none
 * @param lookback the time before the last pass whose changes are asked for again, since Intercom's index may be late
 * @param companiesInterval the shortest time between two reads of companies
 * @param sweeps the limits of sweeps
 * @param maxRequests the most requests of a run; {@code null} for no bound
 * @param maxDuration the longest time of a run; {@code null} for no bound
 */
public record RunOptions(
        boolean fullRefresh,
        @Nullable Instant startDate,
        Duration lookback,
        Duration companiesInterval,
        SweepRules sweeps,
        @Nullable Long maxRequests,
        @Nullable Duration maxDuration) {}
