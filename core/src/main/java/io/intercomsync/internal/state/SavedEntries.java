package io.intercomsync.internal.state;

import io.intercomsync.checkpoint.Checkpoint;
import io.intercomsync.internal.json.Json;
import io.intercomsync.internal.sweep.SweepMemory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The entries beside the checkpoint of a feed: the pending objects, and what sweeps remember. An entry is saved before the
 * checkpoint, in a store without transactions on its own. So it holds its last two versions: after a crash between the two, the
 * old checkpoint still finds the version that it names.
 */
public record SavedEntries(Entry<PendingObjects> pending, Entry<SweepMemory> sweeps) {
    static final String PENDING = ".pending";
    static final String SWEEP = ".sweep";

    public static final SavedEntries NONE =
            new SavedEntries(Entry.none(PendingObjects.NONE), Entry.none(SweepMemory.none()));

    /** Returns the entries as they are with this state. */
    public SavedEntries with(FeedState state) {
        return new SavedEntries(
                pending.changedTo(state.history().pending()),
                sweeps.changedTo(state.history().sweeps()));
    }

    /**
     * Writes what has to be saved: the entries that have changed, then the checkpoint of the feed.
     *
     * @param before the entries that are saved
     */
    public List<Checkpoint> checkpoints(String workspace, String feed, FeedState state, SavedEntries before) {
        List<Checkpoint> all = new ArrayList<>();
        if (pending.version() != before.pending.version()) {
            all.add(new Checkpoint(workspace, feed + PENDING, write(pending, EntryJson::pending)));
        }
        if (sweeps.version() != before.sweeps.version()) {
            all.add(new Checkpoint(workspace, feed + SWEEP, write(sweeps, EntryJson::sweeps)));
        }
        Map<String, @Nullable Object> json = FeedStateJson.write(state, pending.version(), sweeps.version());
        json.put("format", Checkpoints.FORMAT);
        all.add(new Checkpoint(workspace, feed, Json.write(json)));
        return all;
    }

    private static <T> String write(Entry<T> entry, Function<T, Map<String, @Nullable Object>> form) {
        Map<String, @Nullable Object> versions = new LinkedHashMap<>();
        versions.put(String.valueOf(entry.version() - 1), form.apply(entry.before()));
        versions.put(String.valueOf(entry.version()), form.apply(entry.value()));
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("format", Checkpoints.FORMAT);
        json.put("versions", versions);
        return Json.write(json);
    }
}
