package io.intercomsync.testkit;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.collection.Row;
import io.intercomsync.model.IntercomRecord;
import io.intercomsync.model.NestedValue;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Makes rows of any collection from a seed, so a failure can be repeated. */
final class Records {
    private static final String[] TEXTS = {
        "",
        " ",
        "plain",
        "O'Brien; drop table users; --",
        "\"quoted\" \\N \\t",
        "a\tb\r\nc",
        "\uD83D\uDE00 \u00e9 \u4e2d",
        "null",
        "${x} ? :y %s",
        "2024-01-01",
        "0",
        "\u0000nul",
        "half \uD83D",
        "\uDE00 half",
        "\uFFFF\uE000"
    };

    private final Random random;

    Records(long seed) {
        random = new Random(seed);
    }

    /** Returns a row with this id and version. The parent of a child has the id {@code p} and a number. */
    Row row(IntercomCollection collection, String id, Instant updatedAt) {
        return row(collection, id, "p1", updatedAt);
    }

    Row row(IntercomCollection collection, String id, String parentId, Instant updatedAt) {
        return collection.row(record(collection.recordType(), id, parentId, updatedAt));
    }

    private IntercomRecord record(Class<? extends IntercomRecord> type, String id, String parentId, Instant updatedAt) {
        RecordComponent[] components = type.getRecordComponents();
        @Nullable Object[] values = new @Nullable Object[components.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = switch (components[i].getName()) {
                case "id" -> id;
                case "conversationId", "personId" -> parentId;
                case "updatedAt" -> updatedAt;
                default -> random.nextInt(5) == 0 ? null : value(components[i].getGenericType());
            };
        }
        return construct(type, components, values);
    }

    private static <T> T construct(Class<T> type, RecordComponent[] components, @Nullable Object[] values) {
        try {
            Class<?>[] types =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            Constructor<T> constructor = type.getConstructor(types);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Cannot make a " + type.getSimpleName(), e);
        }
    }

    private @Nullable Object value(Type type) {
        if (type instanceof ParameterizedType container) {
            return container.getRawType() == List.class ? list(container.getActualTypeArguments()[0]) : object(2);
        }
        Class<?> plain = (Class<?>) type;
        if (NestedValue.class.isAssignableFrom(plain)) {
            return construct(plain, plain.getRecordComponents(), new Object[] {object(1)});
        }
        if (plain == String.class) {
            return text();
        }
        if (plain == Boolean.class) {
            return random.nextBoolean();
        }
        if (plain == Long.class) {
            return random.nextLong();
        }
        return plain == BigDecimal.class ? decimal() : instant();
    }

    private List<Object> list(Type item) {
        List<Object> items = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            Object value = value(item);
            if (value != null) {
                items.add(value);
            }
        }
        return items;
    }

    private Map<String, @Nullable Object> object(int depth) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("id", text());
        for (int i = random.nextInt(5); i > 0; i--) {
            object.put("member " + random.nextInt(100), json(depth));
        }
        return object;
    }

    private @Nullable Object json(int depth) {
        return switch (random.nextInt(depth > 0 ? 7 : 5)) {
            case 0 -> null;
            case 1 -> random.nextLong();
            case 2 -> decimal();
            case 3 -> random.nextBoolean();
            case 4 -> text();
            case 5 -> List.of(text(), random.nextInt(9));
            default -> object(depth - 1);
        };
    }

    private String text() {
        return TEXTS[random.nextInt(TEXTS.length)] + (random.nextBoolean() ? random.nextInt(1_000) : "");
    }

    private BigDecimal decimal() {
        return BigDecimal.valueOf(random.nextInt(), random.nextInt(9));
    }

    private Instant instant() {
        return Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000) * 1_000_000L);
    }
}
