package io.intercomsync.internal.run;

import io.intercomsync.collection.Column;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.error.CheckpointException;
import io.intercomsync.internal.feed.Selection;
import io.intercomsync.internal.feed.Slice;
import io.intercomsync.internal.json.Json;
import io.intercomsync.sink.Batch;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the checkpoint of a feed says: for what it is true, the slices of the plan with the position of each, and how many
 * rows have been put out since the plan was made.
 *
 * @param apiVersion the version of the API that was read
 * @param columns the columns that were read, by collection
 * @param plannedAt the time by Intercom's clock when the plan was made
 * @param slices the plan
 * @param rows the rows put out since then, by collection
 * @param finished whether the whole plan has been read
 * @param readBefore whether a plan has ever been read to its end, so that the sink may hold what an earlier read left
 */
record FeedState(
        String apiVersion,
        Map<String, List<String>> columns,
        Instant plannedAt,
        List<Slice> slices,
        Map<String, Long> rows,
        boolean finished,
        boolean readBefore) {

    private static final long FORMAT = 1;

    FeedState {
        slices = List.copyOf(slices);
        rows = new TreeMap<>(rows);
    }

    /** The columns of the chosen collections of a feed, as a checkpoint names them. */
    static Map<String, List<String>> columns(Selection selection, Collection<IntercomCollection> collections) {
        Map<String, List<String>> columns = new TreeMap<>();
        for (IntercomCollection collection : collections) {
            if (selection.has(collection)) {
                columns.put(
                        collection.tableName(),
                        selection.columns(collection).stream().map(Column::name).toList());
            }
        }
        return columns;
    }

    /** Whether a read that wants these columns of this version can go on from here. */
    boolean covers(String version, Map<String, List<String>> wanted) {
        return apiVersion.equals(version)
                && wanted.entrySet().stream()
                        .allMatch(table ->
                                columns.getOrDefault(table.getKey(), List.of()).containsAll(table.getValue()));
    }

    /** The state once these pieces, too, are stored. */
    FeedState after(List<Piece> pieces) {
        FeedState state = this;
        for (Piece piece : pieces) {
            if (piece.reached() != null) {
                state = state.advanced(piece.reached());
            }
            if (piece.isLast()) {
                state = state.ended();
            }
        }
        return state;
    }

    private FeedState advanced(Slice slice) {
        List<Slice> now = slices.stream()
                .map(held -> held.name().equals(slice.name()) ? slice : held)
                .toList();
        return new FeedState(apiVersion, columns, plannedAt, now, rows, finished, readBefore);
    }

    private FeedState ended() {
        return new FeedState(apiVersion, columns, plannedAt, slices, rows, true, true);
    }

    /** The state once these rows, too, have been handed to the sink. */
    FeedState handedOver(List<Batch> batches) {
        Map<String, Long> sum = new TreeMap<>(rows);
        for (Batch batch : batches) {
            sum.merge(batch.collection().tableName(), (long) batch.rows().size(), Long::sum);
        }
        return new FeedState(apiVersion, columns, plannedAt, slices, sum, finished, readBefore);
    }

    long rowsOf(IntercomCollection collection) {
        return rows.getOrDefault(collection.tableName(), 0L);
    }

    String toJson() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("format", FORMAT);
        json.put("api_version", apiVersion);
        json.put("columns", columns);
        json.put("planned_at", plannedAt.toString());
        json.put("slices", slices.stream().map(FeedState::toMap).toList());
        json.put("rows", rows);
        json.put("finished", finished);
        json.put("read_before", readBefore);
        return Json.write(json);
    }

    private static Map<String, @Nullable Object> toMap(Slice slice) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("name", slice.name());
        json.put("from", slice.from());
        json.put("to", slice.to());
        json.put("position", slice.position());
        json.put("done", slice.done());
        return json;
    }

    /**
     * Reads the state of a checkpoint.
     *
     * @throws CheckpointException if it is of a later format, or damaged
     */
    static FeedState fromJson(String text) {
        try {
            Map<String, @Nullable Object> json = Json.readObject(text);
            if (!Long.valueOf(FORMAT).equals(json.get("format"))) {
                throw new CheckpointException("The checkpoint has format " + json.get("format")
                        + ", this version of the library reads " + FORMAT);
            }
            List<Slice> slices = new ArrayList<>();
            for (Object slice : (List<?>) required(json, "slices")) {
                slices.add(slice((Map<?, ?>) slice));
            }
            return new FeedState(
                    (String) required(json, "api_version"),
                    columns((Map<?, ?>) required(json, "columns")),
                    Instant.parse((String) required(json, "planned_at")),
                    slices,
                    rows((Map<?, ?>) required(json, "rows")),
                    (Boolean) required(json, "finished"),
                    (Boolean) required(json, "read_before"));
        } catch (IllegalArgumentException | ClassCastException | DateTimeException e) {
            throw new CheckpointException("The checkpoint is damaged", e);
        }
    }

    private static Object required(Map<?, ?> json, String name) {
        Object value = json.get(name);
        if (value == null) {
            throw new IllegalArgumentException("No " + name);
        }
        return value;
    }

    private static Slice slice(Map<?, ?> json) {
        return new Slice(
                (String) required(json, "name"),
                (Long) json.get("from"),
                (Long) json.get("to"),
                (String) json.get("position"),
                (Boolean) required(json, "done"));
    }

    private static Map<String, List<String>> columns(Map<?, ?> json) {
        Map<String, List<String>> columns = new TreeMap<>();
        json.forEach((table, names) -> columns.put(
                (String) table,
                ((List<?>) names).stream().map(String.class::cast).toList()));
        return columns;
    }

    private static Map<String, Long> rows(Map<?, ?> json) {
        Map<String, Long> rows = new TreeMap<>();
        json.forEach((table, count) -> rows.put((String) table, (Long) count));
        return rows;
    }
}
