package io.intercomsync.internal.mapping;

import io.intercomsync.internal.value.IntercomIds;
import io.intercomsync.internal.value.JsonObject;
import io.intercomsync.internal.value.MemberNames;
import io.intercomsync.model.Reference;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads mentions of other objects, whose ids Intercom sends as text or as numbers. */
final class References {
    private static final MemberNames ID = new MemberNames("id");

    private References() {}

    /** Reads a mention, sent as an object or as an id alone; {@code null} if it is neither. */
    static @Nullable Reference read(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.isEmpty() ? null : new Reference(withTextId(JsonObject.cast(map)));
        }
        String id = IntercomIds.text(value);
        return id == null ? null : new Reference(new JsonObject(ID, id));
    }

    /** Returns the object with its id as text. */
    static Map<String, @Nullable Object> withTextId(Map<String, @Nullable Object> json) {
        String id = json.get("id") instanceof Number number ? IntercomIds.text(number) : null;
        if (id == null) {
            return json;
        }
        return JsonObject.of(json).with("id", id);
    }
}
