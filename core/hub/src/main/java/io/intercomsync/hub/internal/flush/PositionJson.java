package io.intercomsync.hub.internal.flush;

import static java.util.Objects.requireNonNull;

import io.intercomsync.error.CheckpointException;
import io.intercomsync.hub.internal.store.FamilyId;
import io.intercomsync.hub.internal.store.FamilyKind;
import io.intercomsync.internal.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes a position as the text of a checkpoint and reads it back. */
final class PositionJson {
    private static final long FORMAT = 1;

    private PositionJson() {}

    static String write(Position position) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("format", FORMAT);
        json.put("hub", position.hub());
        json.put("warehouse", position.warehouse());
        json.put("seq", position.seq());
        json.put("level", position.level());
        json.put("session", position.session());
        json.put("collections", position.collections());
        json.put("without", position.without());
        json.put(
                "pending",
                position.pending().stream()
                        .map(id -> List.of(id.kind().name(), id.id()))
                        .toList());
        json.put("compared", (long) position.compared());
        return Json.write(json);
    }

    /** @throws CheckpointException if it is damaged, or of another format */
    static Position read(String text) {
        try {
            Map<?, ?> json = Json.readObject(text);
            if (!Long.valueOf(FORMAT).equals(json.get("format"))) {
                throw new CheckpointException("The position of the warehouse has the format " + json.get("format")
                        + "; this version of the library reads format " + FORMAT
                        + ". Use the version that wrote it, or a later one");
            }
            return new Position(
                    text(json, "hub"),
                    text(json, "warehouse"),
                    number(json, "seq"),
                    number(json, "level"),
                    text(json, "session"),
                    texts(json, "collections"),
                    texts(json, "without"),
                    list(json, "pending").stream()
                            .map(id -> family((List<?>) id))
                            .toList(),
                    (int) number(json, "compared"));
        } catch (IllegalArgumentException | ClassCastException | NullPointerException e) {
            throw CheckpointException.withoutWords(
                    "The position of the warehouse is damaged. Delete its checkpoint \"" + FlushTarget.FEED
                            + "\"; the next flush then compares everything",
                    e);
        }
    }

    private static FamilyId family(List<?> id) {
        return new FamilyId(FamilyKind.valueOf((String) id.get(0)), (String) id.get(1));
    }

    private static String text(Map<?, ?> json, String name) {
        return (String) required(json, name);
    }

    private static long number(Map<?, ?> json, String name) {
        return (Long) required(json, name);
    }

    private static List<String> texts(Map<?, ?> json, String name) {
        return list(json, name).stream().map(String.class::cast).toList();
    }

    private static List<?> list(Map<?, ?> json, String name) {
        return (List<?>) required(json, name);
    }

    private static Object required(Map<?, ?> json, String name) {
        return requireNonNull(json.get(name), name);
    }
}
