package io.intercomsync.internal.state;

import io.intercomsync.internal.feed.PassScope;
import io.intercomsync.internal.feed.Slice;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes the state of a feed as the JSON of its checkpoint, and reads it back. Parts that may grow are entries beside the
 * checkpoint, which names their versions.
 */
final class FeedStateJson {
    private FeedStateJson() {}

    static Map<String, @Nullable Object> write(FeedState state, long pendingVersion, long sweepVersion) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("api_version", state.coverage().apiVersion());
        json.put("columns", state.coverage().columns());
        StateJson.put(json, "start_date", state.coverage().startDate());
        json.put("pass", state.scope().kind().name());
        StateJson.put(json, "since", state.scope().since());
        StateJson.put(json, "known_as_of", state.scope().knownAsOf());
        StateJson.put(json, "planned_at", state.plannedAt());
        json.put("slices", state.slices().stream().map(FeedStateJson::toMap).toList());
        json.put("rows", state.rows());
        json.put("losses", state.losses());
        json.put("finished", state.finished());
        json.put("read_before", state.history().readBefore());
        StateJson.put(json, "asked_at", state.history().askedAt());
        StateJson.put(json, "swept_at", state.history().sweptAt());
        json.put("surplus", state.history().surplus());
        json.put("pending_version", pendingVersion);
        json.put("sweep_version", sweepVersion);
        return json;
    }

    /** Leaves out members that most slices do not have, since there may be many slices. */
    private static Map<String, @Nullable Object> toMap(Slice slice) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("name", slice.name());
        json.put("from", slice.from());
        json.put("to", slice.to());
        json.put("position", slice.position());
        json.put("done", slice.done() ? Boolean.TRUE : null);
        json.put("again", slice.again() ? Boolean.TRUE : null);
        json.put("read", slice.read() == 0 ? null : Long.valueOf(slice.read()));
        json.values().removeIf(value -> value == null);
        return json;
    }

    static FeedState read(Map<?, ?> json, SavedEntries entries) {
        Instant startDate = StateJson.time(json, "start_date");
        PassScope scope = new PassScope(
                PassScope.Kind.valueOf(StateJson.text(json, "pass")),
                StateJson.time(json, "since"),
                StateJson.time(json, "known_as_of"),
                startDate);
        Coverage coverage = new Coverage(
                StateJson.text(json, "api_version"), columns(StateJson.object(json, "columns")), startDate);
        return new FeedState(
                coverage,
                scope,
                Instant.parse(StateJson.text(json, "planned_at")),
                StateJson.list(json, "slices").stream()
                        .map(slice -> slice((Map<?, ?>) slice))
                        .toList(),
                StateJson.numbers(StateJson.object(json, "rows")),
                StateJson.numbers(StateJson.object(json, "losses")),
                StateJson.flag(json, "finished"),
                new CarriedState(
                        StateJson.flag(json, "read_before"),
                        StateJson.time(json, "asked_at"),
                        StateJson.time(json, "swept_at"),
                        StateJson.number(json, "surplus"),
                        entries.sweeps().value(),
                        entries.pending().value()));
    }

    /** Reads how far the collections of the feed are read; nothing if this is the state of something else. */
    static Optional<ReadProgress> progress(Map<?, ?> json) {
        return json.get("finished") instanceof Boolean isFinished && json.get("columns") instanceof Map<?, ?> columns
                ? Optional.of(new ReadProgress(columns(columns).keySet(), isFinished))
                : Optional.empty();
    }

    private static Slice slice(Map<?, ?> json) {
        return new Slice(
                StateJson.text(json, "name"),
                (Long) json.get("from"),
                (Long) json.get("to"),
                (String) json.get("position"),
                json.containsKey("done"),
                json.get("read") instanceof Long objects ? objects : 0,
                json.containsKey("again"));
    }

    private static Map<String, List<String>> columns(Map<?, ?> json) {
        Map<String, List<String>> columns = new TreeMap<>();
        for (Object table : json.keySet()) {
            List<?> names = StateJson.list(json, (String) table);
            columns.put((String) table, names.stream().map(String.class::cast).toList());
        }
        return columns;
    }
}
