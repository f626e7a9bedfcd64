package io.intercomsync.fake.internal.workspace;

import io.intercomsync.fake.internal.generate.Timestamps;
import io.intercomsync.fake.internal.json.FakeJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;

/** Makes the parts of conversations that are made or edited by hand. */
final class PartForms {

    private final Workspace workspace;
    private long nextPart = 90_000_000_001L;

    PartForms(Workspace workspace) {
        this.workspace = workspace;
    }

    /** Adds defaults to the given parts. A new conversation without times takes the times of its parts. */
    void complete(Map<String, Object> conversation, Map<String, Object> given, boolean isNew) {
        List<Object> parts = new ArrayList<>();
        if (given.get("conversation_parts") instanceof List<?> list) {
            Long said = Timestamps.seconds(given.get("updated_at"));
            long usual = said == null ? workspace.now() : Math.min(said, workspace.now());
            list.forEach(part -> parts.add(part(FakeJson.asObject(part), usual)));
            conversation.put("conversation_parts", parts);
        }
        if (isNew) {
            if (!given.containsKey("created_at")) {
                conversation.put("created_at", time(parts, "created_at").min().orElse(workspace.now()));
            }
            if (!given.containsKey("updated_at")) {
                LongStream times =
                        LongStream.concat(time(List.of(conversation), "created_at"), time(parts, "updated_at"));
                conversation.put("updated_at", times.max().orElse(workspace.now()));
            }
        }
    }

    private static LongStream time(List<?> objects, String key) {
        return objects.stream()
                .map(object -> Timestamps.seconds(FakeJson.get(object, key)))
                .filter(Objects::nonNull)
                .mapToLong(Long::longValue);
    }

    /** Returns a part with defaults. Its times default to its creation, or to the usual time if it has none. */
    Map<String, Object> part(Map<String, Object> values, long usual) {
        Object id = values.get("id");
        Long created = Timestamps.seconds(values.get("created_at"));
        Map<String, Object> part = ConversationDefaults.part(
                id == null ? Long.toString(nextPart++) : id.toString(), created == null ? usual : created);
        part.putAll(values);
        return part;
    }

    /** Returns the part as Intercom shows it after a redaction. */
    Map<String, Object> redacted(Map<String, Object> part) {
        Map<String, Object> redacted = FakeJson.copy(part);
        redacted.put("body", "<p><i>This message was deleted</i></p>");
        redacted.put("attachments", List.of());
        redacted.put("redacted", true);
        redacted.put("updated_at", workspace.now());
        return redacted;
    }
}
