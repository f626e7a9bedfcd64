package io.intercomsync.hub.internal.store;

import java.time.Instant;

/**
 * The position of a warehouse in the file of the hub. A sink that stores checkpoints has its position itself, and this is a copy for the status.
 *
 * @param id the id of the warehouse, or of the name of a sink without checkpoints
 * @param name the name in reports
 * @param seq the number of the last change that the warehouse has
 * @param at when that was
 * @param pending how many families it has kept out
 * @param state the position as text
 */
public record StoredPosition(String id, String name, long seq, Instant at, int pending, String state) {}
