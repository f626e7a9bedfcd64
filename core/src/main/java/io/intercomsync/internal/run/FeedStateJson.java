package io.intercomsync.internal.run;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.error.CheckpointException;
import io.intercomsync.internal.feed.PassScope;
import io.intercomsync.internal.feed.PendingObject;
import io.intercomsync.internal.feed.Slice;
import io.intercomsync.internal.json.Json;
import io.intercomsync.internal.run.FeedState.History;
import io.intercomsync.internal.run.FeedState.Terms;
import io.intercomsync.internal.sweep.SweepMemory;
import io.intercomsync.internal.value.JsonObject;
import io.intercomsync.internal.value.MemberNames;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The state of a feed as the text of its checkpoint. Every format that was ever written can be read. */
final class FeedStateJson {
    /** The first format knew full passes only. */
    private static final long FIRST_FORMAT = 1;

    private static final long FORMAT = 2;

    private static final MemberNames SLICE = new MemberNames("name", "from", "to", "position", "done", "read", "again");

    private static final MemberNames OWED = new MemberNames("collection", "rows");

    private FeedStateJson() {}

    static String write(FeedState state) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("format", FORMAT);
        json.put("api_version", state.terms().apiVersion());
        json.put("columns", state.terms().columns());
        json.put("start_date", text(state.terms().startDate()));
        json.put("pass", state.scope().kind().name());
        json.put("since", text(state.scope().since()));
        json.put("known_as_of", text(state.scope().knownAsOf()));
        json.put("planned_at", state.plannedAt().toString());
        json.put("slices", state.slices().stream().map(FeedStateJson::toMap).toList());
        json.put("rows", state.rows());
        json.put("losses", state.losses());
        json.put("finished", state.finished());
        json.put("read_before", state.history().readBefore());
        json.put("asked_at", text(state.history().askedAt()));
        json.put("swept_at", text(state.history().sweptAt()));
        json.put("surplus", state.history().surplus());
        json.put("sweeps", state.history().sweeps().sweeps());
        json.put("sweep_answers", state.history().sweeps().answers());
        json.put("sweep_reached", state.history().sweeps().reached());
        json.put("sweep_cost", state.history().sweeps().cost());
        json.put("sweep_gone", state.history().sweeps().gone());
        if (!state.history().sweeps().removed().isEmpty()) {
            json.put("sweep_removed", state.history().sweeps().removed());
        }
        json.put("owed", owedToMap(state.history().owed()));
        if (state.history().owed().asOf() != null) {
            json.put("owed_as_of", text(state.history().owed().asOf()));
        }
        json.put(
                "owed_of_others",
                state.history().owed().others().stream()
                        .map(IntercomCollection::tableName)
                        .sorted()
                        .toList());
        return Json.write(json);
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }

    private static Map<String, @Nullable Object> toMap(Slice slice) {
        JsonObject json = new JsonObject(
                SLICE,
                slice.name(),
                slice.from(),
                slice.to(),
                slice.position(),
                slice.done(),
                slice.read(),
                slice.again());
        return slice.ahead().isEmpty()
                ? json
                : json.with("ahead", slice.ahead().stream().sorted().toList());
    }

    /**
     * Reads the state of a checkpoint.
     *
     * @throws CheckpointException if it is of a later format, or damaged
     */
    static FeedState read(String text) {
        try {
            Map<String, @Nullable Object> json = Json.readObject(text);
            if (!(json.get("format") instanceof Long format) || format < FIRST_FORMAT || format > FORMAT) {
                throw new CheckpointException("The checkpoint has format " + json.get("format")
                        + ", this version of the library reads 1 to " + FORMAT);
            }
            return read(json, format == FIRST_FORMAT);
        } catch (IllegalArgumentException | ClassCastException | DateTimeException e) {
            throw new CheckpointException("The checkpoint is damaged", e);
        }
    }

    private static FeedState read(Map<String, @Nullable Object> json, boolean isFirstFormat) {
        List<Slice> slices = new ArrayList<>();
        for (Object slice : (List<?>) required(json, "slices")) {
            slices.add(slice((Map<?, ?>) slice));
        }
        Instant plannedAt = Instant.parse((String) required(json, "planned_at"));
        Instant startDate = time(json, "start_date");
        PassScope scope = isFirstFormat
                ? PassScope.full(null)
                : new PassScope(
                        PassScope.Kind.valueOf((String) required(json, "pass")),
                        time(json, "since"),
                        time(json, "known_as_of"),
                        startDate);
        boolean readBefore = (Boolean) required(json, "read_before");
        return new FeedState(
                new Terms(
                        (String) required(json, "api_version"),
                        columns((Map<?, ?>) required(json, "columns")),
                        startDate),
                scope,
                plannedAt,
                slices,
                numbers((Map<?, ?>) required(json, "rows")),
                isFirstFormat ? Map.of() : numbers((Map<?, ?>) required(json, "losses")),
                (Boolean) required(json, "finished"),
                isFirstFormat
                        ? new History(
                                readBefore,
                                null,
                                readBefore ? plannedAt : null,
                                0,
                                SweepMemory.none(),
                                PendingObjects.NONE)
                        : history(json, readBefore));
    }

    private static History history(Map<String, @Nullable Object> json, boolean readBefore) {
        return new History(
                readBefore,
                time(json, "asked_at"),
                time(json, "swept_at"),
                (Long) required(json, "surplus"),
                sweeps(json),
                owed(json));
    }

    private static Map<String, Object> owedToMap(PendingObjects owed) {
        Map<String, Object> json = new TreeMap<>();
        owed.objects()
                .forEach((id, what) ->
                        json.put(id, new JsonObject(OWED, what.collection().tableName(), what.rows())));
        return json;
    }

    /** Earlier versions of the library remembered parts alone, as numbers; and what others owe, together under an empty id. */
    private static PendingObjects owed(Map<String, @Nullable Object> json) {
        Map<String, PendingObject> objects = new TreeMap<>();
        Set<IntercomCollection> others = EnumSet.noneOf(IntercomCollection.class);
        if (json.get("lacking") instanceof Map<?, ?> parts) {
            numbers(parts)
                    .forEach((id, rows) ->
                            objects.put(id, new PendingObject(IntercomCollection.CONVERSATION_PARTS, rows)));
        }
        if (json.get("owed") instanceof Map<?, ?> owed) {
            owed.forEach((id, what) -> objects.put((String) id, owedOf((Map<?, ?>) what)));
        }
        if (json.get("owed_of_others") instanceof List<?> more) {
            more.forEach(table -> others.add(collection((String) table)));
        }
        PendingObject together = objects.remove("");
        if (together != null) {
            others.add(together.collection());
        }
        return new PendingObjects(objects, others, time(json, "owed_as_of"));
    }

    private static PendingObject owedOf(Map<?, ?> json) {
        return new PendingObject(collection((String) required(json, "collection")), (Long) required(json, "rows"));
    }

    private static IntercomCollection collection(String table) {
        return IntercomCollection.valueOf(table.toUpperCase(Locale.ROOT));
    }

    private static SweepMemory sweeps(Map<String, @Nullable Object> json) {
        Map<String, Long> answers = numbers((Map<?, ?>) required(json, "sweep_answers"));
        long cost = json.get("sweep_cost") instanceof Long requests ? requests : 0;
        return new SweepMemory(
                (Long) required(json, "sweeps"),
                answers,
                (String) json.get("sweep_reached"),
                cost,
                texts(json.get("sweep_gone")),
                json.get("sweep_removed") instanceof Map<?, ?> removed ? numbers(removed) : Map.of());
    }

    /** Texts by name; none, where an earlier version of the library wrote none. */
    private static Map<String, String> texts(@Nullable Object json) {
        Map<String, String> texts = new TreeMap<>();
        if (json instanceof Map<?, ?> object) {
            object.forEach((name, text) -> texts.put((String) name, (String) text));
        }
        return texts;
    }

    private static Object required(Map<?, ?> json, String name) {
        Object value = json.get(name);
        if (value == null) {
            throw new IllegalArgumentException("No " + name);
        }
        return value;
    }

    private static @Nullable Instant time(Map<?, ?> json, String name) {
        return json.get(name) instanceof String text ? Instant.parse(text) : null;
    }

    private static Slice slice(Map<?, ?> json) {
        return new Slice(
                (String) required(json, "name"),
                (Long) json.get("from"),
                (Long) json.get("to"),
                (String) json.get("position"),
                (Boolean) required(json, "done"),
                json.get("ahead") instanceof List<?> ids ? texts(ids) : Set.of(),
                json.get("read") instanceof Long objects ? objects : 0,
                Boolean.TRUE.equals(json.get("again")));
    }

    private static Set<String> texts(List<?> list) {
        return list.stream().map(String.class::cast).collect(Collectors.toSet());
    }

    private static Map<String, List<String>> columns(Map<?, ?> json) {
        Map<String, List<String>> columns = new TreeMap<>();
        json.forEach((table, names) -> columns.put(
                (String) table,
                ((List<?>) names).stream().map(String.class::cast).toList()));
        return columns;
    }

    private static Map<String, Long> numbers(Map<?, ?> json) {
        Map<String, Long> numbers = new TreeMap<>();
        json.forEach((name, number) -> numbers.put((String) name, (Long) number));
        return numbers;
    }
}
