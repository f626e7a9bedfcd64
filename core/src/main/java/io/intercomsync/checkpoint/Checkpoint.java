package io.intercomsync.checkpoint;

import static java.util.Objects.requireNonNull;

/**
 * The position up to which a feed has been read.
 *
 * @param workspace Intercom's id of the workspace
 * @param feed the name of the feed: {@code contacts}, {@code conversations}, ..., or of an entry that lies beside the
 *     checkpoint of a feed: {@code contacts.pending}
 * @param state the state from which the engine continues: versioned JSON text of a few kilobytes at most. Only the engine reads
 *     it. It holds no secrets.
 */
public record Checkpoint(String workspace, String feed, String state) {

    public Checkpoint {
        requireNonNull(workspace, "workspace");
        requireNonNull(feed, "feed");
        requireNonNull(state, "state");
    }
}
