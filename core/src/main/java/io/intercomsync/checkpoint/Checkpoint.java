package io.intercomsync.checkpoint;

import static java.util.Objects.requireNonNull;

/**
 * How far a feed has been read.
 *
 * @param workspace Intercom's id of the workspace
 * @param feed the name of the feed: {@code contacts}, {@code conversations}, ..., or of an entry that lies beside the
 *     checkpoint of a feed: {@code contacts.pending}
 * @param state what the engine needs to go on from there: versioned JSON text, opaque to everybody else, of a few kilobytes
 *     at most. It holds no secrets.
 */
public record Checkpoint(String workspace, String feed, String state) {

    public Checkpoint {
        requireNonNull(workspace, "workspace");
        requireNonNull(feed, "feed");
        requireNonNull(state, "state");
    }
}
