package io.intercomsync.internal.write;

import static java.util.Objects.requireNonNull;

import io.intercomsync.checkpoint.Checkpoint;
import io.intercomsync.collection.AttributeDefinition;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.internal.state.Checkpoints;
import io.intercomsync.internal.state.FeedState;
import io.intercomsync.internal.state.SavedEntries;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Holds how far one feed is stored. The writer alone moves it; readers may look at it at any time. */
public final class StoredFeed {
    private final String name;
    private final List<IntercomCollection> collections;
    private final List<IntercomCollection> sharedIds;
    private final WriteListener listener;
    private volatile List<AttributeDefinition> attributes = List.of();
    private volatile @Nullable FeedState state;
    private volatile Checkpoints.@Nullable Saved kept;
    private volatile @Nullable FeedState keptState;
    private volatile SavedEntries entries = SavedEntries.NONE;

    /** @param sharedIds two of the collections that share one set of ids; empty if none do */
    public StoredFeed(
            String name,
            List<IntercomCollection> collections,
            List<IntercomCollection> sharedIds,
            WriteListener listener) {
        this.name = name;
        this.collections = collections;
        this.sharedIds = sharedIds;
        this.listener = listener;
    }

    /**
     * Starts from the state that earlier runs stored; {@code null} if there is none. Call it before anything is put into the
     * queue.
     */
    public void startFrom(Checkpoints.@Nullable Saved saved) {
        if (saved != null) {
            state = saved.state();
            entries = saved.entries();
        }
    }

    /**
     * Starts from the state that earlier runs stored, and keeps its checkpoint, since only single objects are read. The
     * checkpoint gains only the objects that are stored and lack something. Call it before anything is put into the queue.
     *
     * @param pass the state that the read works with
     */
    public void keepCheckpoint(Checkpoints.Saved saved, FeedState pass) {
        startFrom(saved);
        state = pass;
        kept = saved;
        keptState = saved.state();
    }

    /** Returns the state that the kept checkpoint names; {@code null} where the writer moves the checkpoint. */
    @Nullable
    FeedState keptState() {
        return keptState;
    }

    /**
     * Returns the checkpoints to save for this state.
     *
     * @param next the next state, or the next kept state
     */
    List<Checkpoint> checkpoints(String workspace, FeedState next) {
        Checkpoints.Saved held = kept;
        if (held != null && next.equals(held.state()) && entries.equals(held.entries())) {
            return List.of(held.checkpoint());
        }
        return entries.with(next).checkpoints(workspace, name, next, entries);
    }

    /** Returns whether an earlier run saved these checkpoints. */
    boolean isKept(List<Checkpoint> checkpoints) {
        Checkpoints.Saved held = kept;
        return held != null && checkpoints.equals(List.of(held.checkpoint()));
    }

    /** Sets the definitions that go with all changes. Call it before anything is put into the queue. */
    public void define(List<AttributeDefinition> definitions) {
        attributes = List.copyOf(definitions);
    }

    /** Returns how far the feed is stored. */
    public FeedState state() {
        return requireNonNull(state, "no pass over " + name + " has been planned");
    }

    /** Returns how far the feed is stored; {@code null} if no pass was ever planned. */
    public @Nullable FeedState stateIfAny() {
        return state;
    }

    /**
     * Moves to a state that has been stored.
     *
     * @param saved the state that the checkpoint names
     */
    void moveTo(FeedState now, FeedState saved) {
        state = now;
        entries = entries.with(saved);
        keptState = kept == null ? null : saved;
    }

    /** Takes the plan of a pass, which is stored with its first rows. */
    void plan(FeedState pass) {
        state = pass;
    }

    String name() {
        return name;
    }

    List<IntercomCollection> collections() {
        return collections;
    }

    List<IntercomCollection> sharedIds() {
        return sharedIds;
    }

    WriteListener listener() {
        return listener;
    }

    List<AttributeDefinition> attributes() {
        return attributes;
    }

    @Override
    public String toString() {
        return name;
    }
}
