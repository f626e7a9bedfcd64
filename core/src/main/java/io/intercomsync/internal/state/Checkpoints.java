package io.intercomsync.internal.state;

import io.intercomsync.checkpoint.Checkpoint;
import io.intercomsync.checkpoint.CheckpointStore;
import io.intercomsync.error.CheckpointException;
import io.intercomsync.internal.api.ClockReading;
import io.intercomsync.internal.api.WorkspaceInfo;
import io.intercomsync.internal.json.Json;
import io.intercomsync.internal.sweep.SweepMemory;
import io.intercomsync.sink.CheckpointingSink;
import io.intercomsync.sink.Sink;
import java.time.DateTimeException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Loads and saves the checkpoints of a run: in the sink, if it stores them with the rows, else in a store of their own. */
public final class Checkpoints {
    static final long FORMAT = 1;

    private static final Logger log = LoggerFactory.getLogger(Checkpoints.class);

    private final Sink sink;
    private final CheckpointStore store;

    public Checkpoints(Sink sink, CheckpointStore store) {
        this.sink = sink;
        this.store = store;
    }

    /**
     * Holds the state of a feed as earlier runs stored it.
     *
     * @param state how far it was read
     * @param entries the entries as they are saved
     * @param checkpoint the checkpoint as it is saved
     */
    public record Saved(FeedState state, SavedEntries entries, Checkpoint checkpoint) {}

    /**
     * Loads how far earlier runs read the feed; {@code null} if none did.
     *
     * @throws CheckpointException if it is damaged, of another format or of another workspace
     */
    public @Nullable Saved load(WorkspaceInfo me, String feed) {
        Optional<Checkpoint> saved = find(me.workspace(), feed);
        if (saved.isEmpty()) {
            return null;
        }
        return parsed(feed, () -> {
            Map<?, ?> json = json(saved.get());
            SavedEntries entries = new SavedEntries(
                    entry(
                            json,
                            "pending_version",
                            me,
                            feed + SavedEntries.PENDING,
                            PendingObjects.NONE,
                            EntryJson::pending),
                    entry(json, "sweep_version", me, feed + SavedEntries.SWEEP, SweepMemory.none(), EntryJson::sweeps));
            return new Saved(
                    withoutFutureTimes(FeedStateJson.read(json, entries), feed, me.time()), entries, saved.get());
        });
    }

    private Optional<Checkpoint> find(String workspace, String name) {
        return sink instanceof CheckpointingSink both ? both.checkpoint(workspace, name) : store.load(workspace, name);
    }

    private <T> Entry<T> entry(
            Map<?, ?> checkpoint, String member, WorkspaceInfo me, String name, T none, Function<Map<?, ?>, T> form) {
        long version = StateJson.number(checkpoint, member);
        if (version == 0) {
            return Entry.none(none);
        }
        Checkpoint saved = find(me.workspace(), name)
                .orElseThrow(() -> new IllegalArgumentException("its entry " + name + " is missing"));
        T value = form.apply(StateJson.object(StateJson.object(json(saved), "versions"), String.valueOf(version)));
        return new Entry<>(version, value, value);
    }

    private static Map<?, ?> json(Checkpoint saved) {
        Map<?, ?> json = Json.readObject(saved.state());
        if (!Long.valueOf(FORMAT).equals(json.get("format"))) {
            throw new CheckpointException("The checkpoint of " + saved.feed() + " has format " + json.get("format")
                    + "; this version of the library reads format " + FORMAT);
        }
        return json;
    }

    private static <T> T parsed(String feed, Supplier<T> parsing) {
        try {
            return parsing.get();
        } catch (IllegalArgumentException | ClassCastException | DateTimeException e) {
            throw new CheckpointException(
                    "The checkpoint of " + feed + " is damaged; delete it to read " + feed + " from the start", e);
        }
    }

    /** Replaces future times by unknown ones. A future time comes from a wrong clock, and nobody knows the right time. */
    private static FeedState withoutFutureTimes(FeedState held, String feed, ClockReading now) {
        FeedState safe = held.withoutFutureTimes(now);
        if (held.hasFutureTime(now) || !safe.equals(held)) {
            log.warn(
                    "The checkpoint of {} names a time in the future: the clock here says {}. A clock was or is wrong, so {}."
                            + " Check the clock of this machine",
                    feed,
                    now.here(),
                    held.hasFutureTime(now) ? "everything is read again" : "the time counts as unknown");
        }
        return safe;
    }

    /** Returns whether a checkpoint may lag behind the rows of the sink, because a kill came between the two. */
    public boolean mayLag() {
        return !(sink instanceof CheckpointingSink);
    }

    /** Saves checkpoints, unless the sink has stored them with the changes. */
    public void saved(List<Checkpoint> checkpoints) {
        if (!(sink instanceof CheckpointingSink)) {
            checkpoints.forEach(store::save);
        }
    }
}
