package io.intercomsync.internal.value;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A JSON value that is kept as the text that was sent: a number with more digits than any type has room for, or a value that
 * is nested too deep. It fits no column, so it spoils its own field alone. In a row it is text.
 *
 * @param json the text, on one line
 */
public record VerbatimJson(String json) {

    public VerbatimJson {
        json = json.replace('\n', ' ').replace('\r', ' ');
    }

    /** Counts such values in a value, at any depth. */
    public static int countIn(@Nullable Object value) {
        if (value instanceof VerbatimJson) {
            return 1;
        }
        int count = 0;
        if (value instanceof JsonObject object) {
            for (int i = 0; i < object.size(); i++) {
                count += countIn(object.valueAt(i));
            }
        } else if (value instanceof Map<?, ?> object) {
            for (Object member : object.values()) {
                count += countIn(member);
            }
        } else if (value instanceof List<?> list) {
            for (Object item : list) {
                count += countIn(item);
            }
        }
        return count;
    }

    /** Returns a copy of a value in which each such value is replaced. */
    public static @Nullable Object replaced(@Nullable Object value, Function<VerbatimJson, Object> replacement) {
        if (value instanceof VerbatimJson sent) {
            return replacement.apply(sent);
        }
        if (value instanceof Map<?, ?> object) {
            Map<Object, @Nullable Object> copy = new LinkedHashMap<>();
            object.forEach((name, member) -> copy.put(name, replaced(member, replacement)));
            return copy;
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> copy = new ArrayList<>(list.size());
            list.forEach(item -> copy.add(replaced(item, replacement)));
            return copy;
        }
        return value;
    }

    @Override
    public String toString() {
        return json;
    }
}
