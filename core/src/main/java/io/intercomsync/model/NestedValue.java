package io.intercomsync.model;

import io.intercomsync.internal.value.IntercomTime;
import io.intercomsync.internal.value.JsonObject;
import io.intercomsync.internal.value.Numbers;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A value nested in a record: the JSON that Intercom sent. A documented object has a type with an accessor for each documented
 * member. All other members are read by Intercom's names. A member that is missing or has another type reads as {@code null};
 * {@link #json()} still has it.
 */
public sealed interface NestedValue
        permits AiAgent,
                Attachment,
                Author,
                Avatar,
                ConversationRating,
                EmbeddedObject,
                FirstContactReply,
                LocationData,
                Message,
                NestedObject,
                Reference,
                SlaApplied,
                Statistics,
                UserAgentData {

    /**
     * Returns the JSON as Java values: null, {@code Boolean}, {@code String}, {@code Long}, {@code BigInteger},
     * {@code BigDecimal}, unmodifiable {@code List} and {@code Map}.
     */
    @Nullable
    Object json();

    /** Reads a member that is a text, a number or a boolean, as text. */
    default @Nullable String text(String name) {
        Object value = member(name);
        return value instanceof String || value instanceof Number || value instanceof Boolean ? value.toString() : null;
    }

    /** Reads a member that is a whole number, sent as a number or as text. */
    default @Nullable Long integer(String name) {
        return Numbers.integer(member(name));
    }

    /** Reads a member that is a number, sent as a number or as text, with all its digits. */
    default @Nullable BigDecimal decimal(String name) {
        return Numbers.decimal(member(name));
    }

    /** Reads a member that is a boolean. */
    default @Nullable Boolean flag(String name) {
        return member(name) instanceof Boolean flag ? flag : null;
    }

    /** Reads a member that is a time, in any of the forms in which Intercom sends one. */
    default @Nullable Instant time(String name) {
        return IntercomTime.read(member(name));
    }

    /** Reads a member that is an object. */
    default @Nullable NestedObject object(String name) {
        return view(member(name), NestedObject::new);
    }

    /** Reads a member that is an object with an id and a type. */
    default @Nullable Reference reference(String name) {
        return view(member(name), Reference::new);
    }

    /** Reads the objects of a member that is a list; empty if there is no list. */
    default List<NestedObject> objects(String name) {
        Stream<?> items = member(name) instanceof List<?> list ? list.stream() : Stream.empty();
        return items.map(item -> view(item, NestedObject::new))
                .filter(Objects::nonNull)
                .toList();
    }

    private @Nullable Object member(String name) {
        return json() instanceof Map<?, ?> object ? object.get(name) : null;
    }

    private static <T> @Nullable T view(@Nullable Object value, Function<Map<String, @Nullable Object>, T> view) {
        return value instanceof Map<?, ?> object ? view.apply(JsonObject.cast(object)) : null;
    }
}
