package io.intercomsync.collection;

import io.intercomsync.internal.json.Json;
import io.intercomsync.model.NestedValue;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Lists the members of one type of nested object that also have columns of their own, in the order of the columns. */
final class FlattenedMembers<T extends NestedValue> {
    private final Class<T> type;
    private final List<FlattenedMember> members = new ArrayList<>();

    FlattenedMembers(Class<T> type) {
        this.type = type;
    }

    FlattenedMembers<T> text(String suffix, Function<T, @Nullable String> member) {
        return add(suffix, ColumnType.TEXT, member);
    }

    FlattenedMembers<T> integer(String suffix, Function<T, @Nullable Long> member) {
        return add(suffix, ColumnType.INTEGER, member);
    }

    FlattenedMembers<T> decimal(String suffix, Function<T, @Nullable BigDecimal> member) {
        return add(suffix, ColumnType.DECIMAL, member);
    }

    FlattenedMembers<T> time(String suffix, Function<T, @Nullable Instant> member) {
        return add(suffix, ColumnType.TIMESTAMP, member);
    }

    /** Adds members that are themselves objects or lists: their columns hold them as sent, under Intercom's own names. */
    FlattenedMembers<T> json(String... names) {
        for (String name : names) {
            add(name, ColumnType.JSON, value -> container(value, name));
        }
        return this;
    }

    private static @Nullable String container(NestedValue value, String name) {
        Object member = value.json() instanceof Map<?, ?> object ? object.get(name) : null;
        return member instanceof Map<?, ?> || member instanceof List<?> ? Json.write(member) : null;
    }

    private FlattenedMembers<T> add(
            String suffix, ColumnType columnType, Function<T, ? extends @Nullable Object> read) {
        members.add(new FlattenedMember(suffix, columnType, value -> read.apply(type.cast(value))));
        return this;
    }

    List<FlattenedMember> list() {
        return List.copyOf(members);
    }

    Class<T> type() {
        return type;
    }
}
