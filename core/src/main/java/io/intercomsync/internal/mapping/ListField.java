package io.intercomsync.internal.mapping;

import io.intercomsync.internal.value.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads a field that holds a list: an array, or an object around one. */
final class ListField {
    /** The names under which Intercom puts the items of a list object. */
    private static final List<String> ITEMS = List.of(
            "data",
            "tags",
            "companies",
            "segments",
            "contacts",
            "customers",
            "admins",
            "teammates",
            "attachments",
            "social_profiles",
            "conversation_parts");

    private ListField() {}

    /** Reads the items of a list, as {@link Fields#list} says. */
    static <T> List<T> read(Fields fields, String name, Function<Object, @Nullable T> read) {
        Object value = fields.peek(name);
        if (value instanceof Map<?, ?> map) {
            return ofObject(fields, name, JsonObject.cast(map), read);
        }
        if (value instanceof List<?> items) {
            List<T> result = new ArrayList<>(items.size());
            if (readAll(items, read, result)) {
                fields.take(name);
            } else {
                fields.addTypeMismatch(name);
            }
            return result;
        }
        if (value != null) {
            fields.addTypeMismatch(name);
        }
        return List.of();
    }

    private static <T> List<T> ofObject(
            Fields fields, String name, Map<String, @Nullable Object> list, Function<Object, @Nullable T> read) {
        Fields wrapper = new Fields(list);
        List<?> items = takeItems(wrapper);
        dropConstants(wrapper, items.size());
        List<T> result = new ArrayList<>(items.size());
        boolean saysMore = !wrapper.extra().isEmpty();
        boolean isList = !items.isEmpty() || !saysMore || list.values().stream().anyMatch(EmptyValues::isEmptyList);
        if (isList && readAll(items, read, result)) {
            fields.take(name);
            if (saysMore) {
                fields.addMember(name, wrapper);
            }
        } else {
            fields.addTypeMismatch(name);
        }
        return result;
    }

    private static List<?> takeItems(Fields wrapper) {
        for (String name : ITEMS) {
            if (wrapper.peek(name) instanceof List<?> items) {
                wrapper.take(name);
                return items;
            }
        }
        return List.of();
    }

    /** Takes out the members of a list object that only say that the list is complete. */
    static void dropConstants(Fields wrapper, int items) {
        wrapper.takeIf("type", String.class::isInstance);
        wrapper.takeIf("url", String.class::isInstance);
        wrapper.takeIf("has_more", Boolean.FALSE::equals);
        wrapper.takeIf("total_count", count -> count instanceof Long number && number == items);
    }

    private static <T> boolean readAll(List<?> items, Function<Object, @Nullable T> read, List<T> result) {
        boolean all = true;
        for (Object item : items) {
            T value = item == null ? null : read.apply(item);
            if (value != null) {
                result.add(value);
            }
            all &= value != null || item == null;
        }
        return all;
    }
}
