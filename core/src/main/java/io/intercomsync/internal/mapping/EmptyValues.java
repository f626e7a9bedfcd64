package io.intercomsync.internal.mapping;

import io.intercomsync.internal.value.JsonObject;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Recognizes the values that Intercom sends if there is nothing. */
final class EmptyValues {
    private EmptyValues() {}

    static boolean isEmptyObject(Object value) {
        return value instanceof Map<?, ?> map && map.isEmpty();
    }

    /** Returns whether all members except the type are null. */
    static boolean isUnfilled(Map<?, ?> map) {
        for (Map.Entry<?, ?> member : map.entrySet()) {
            Object value = member.getValue();
            if (value != null && !(member.getKey().equals("type") && value instanceof String)) {
                return false;
            }
        }
        return true;
    }

    /** Returns whether a value is an empty object, an empty list, or an object around an empty list. */
    static boolean saysNothing(Object value) {
        return value instanceof JsonObject object ? hasOnlyEmptyLists(object) : isEmptyList(value);
    }

    /** Returns whether an object wraps an empty list, or is itself empty. */
    private static boolean hasOnlyEmptyLists(JsonObject object) {
        boolean hasList = object.isEmpty();
        for (int i = 0; i < object.size(); i++) {
            Object value = object.valueAt(i);
            boolean isList = isEmptyList(value);
            if (value != null
                    && !isList
                    && !isConstantOfEmptyList(object.names().at(i), value)) {
                return false;
            }
            hasList |= isList;
        }
        return hasList;
    }

    private static boolean isConstantOfEmptyList(String name, Object value) {
        return switch (name) {
            case "has_more" -> value.equals(false);
            case "total_count" -> value.equals(0L);
            case "type", "url" -> value instanceof String;
            default -> false;
        };
    }

    static boolean isEmptyList(@Nullable Object value) {
        return value instanceof List<?> list && list.isEmpty();
    }
}
