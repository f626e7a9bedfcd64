package io.intercomsync.internal.sweep;

import java.time.Duration;

/**
 * The limits of sweeps: their interval, and how much one may remove and ask for.
 *
 * @param interval the time from one sweep to the next
 * @param maxShare the largest share of a collection that one sweep may remove
 * @param maxProbes the most objects that one sweep may ask for one by one
 */
public record SweepRules(Duration interval, double maxShare, int maxProbes) {}
