package io.intercomsync.internal.sweep;

import java.time.Duration;

/**
 * How sweeps are made.
 *
 * @param interval how long after a sweep the next one is due
 * @param maxShare which share of a collection one sweep may remove
 * @param maxProbes how many objects one sweep may ask for by themselves
 */
public record SweepRules(Duration interval, double maxShare, int maxProbes) {}
