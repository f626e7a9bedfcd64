package io.intercomsync.collection;

import io.intercomsync.model.IntercomRecord;
import io.intercomsync.model.NestedValue;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Makes records of hostile values; the same ones for the same seed. */
public final class RandomRecords {
    private final Random random;

    public RandomRecords(long seed) {
        random = new Random(seed);
    }

    public IntercomRecord next(IntercomCollection collection) {
        return (IntercomRecord) record(collection.recordType(), collection.keyColumns());
    }

    private Object record(Class<?> type, List<String> required) {
        try {
            RecordComponent[] components = type.getRecordComponents();
            Object[] values = new Object[components.length];
            Class<?>[] types = new Class<?>[components.length];
            for (int i = 0; i < components.length; i++) {
                types[i] = components[i].getType();
                // The keys and, in child records, the parent's id.
                boolean isRequired = components[i].getName().matches("id|conversationId|personId");
                values[i] = isRequired ? text() : component(components[i].getGenericType());
            }
            return type.getConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e + ", required " + required, e);
        }
    }

    private Object component(Type type) throws ReflectiveOperationException {
        if (random.nextInt(4) == 0) {
            return null;
        }
        if (type == String.class) {
            return text();
        }
        if (type == Boolean.class) {
            return random.nextBoolean();
        }
        if (type == Long.class) {
            return random.nextLong();
        }
        if (type == BigDecimal.class) {
            return new BigDecimal(new BigInteger(200, random), random.nextInt(60) - 20);
        }
        if (type == Instant.class) {
            return Instant.ofEpochSecond(random.nextInt() * 30L, random.nextInt(1_000_000_000));
        }
        return nested(type);
    }

    private Object nested(Type type) throws ReflectiveOperationException {
        if (type instanceof ParameterizedType generic && generic.getRawType() == List.class) {
            List<Object> items = new ArrayList<>();
            Type item = generic.getActualTypeArguments()[0];
            for (int i = random.nextInt(4); i > 0; i--) {
                items.add(item == String.class ? text() : nested(item));
            }
            return items;
        }
        if (type instanceof Class<?> view && NestedValue.class.isAssignableFrom(view)) {
            Class<?> json = view.getRecordComponents()[0].getType();
            Object value = json == Map.class || random.nextBoolean() ? object(3) : text();
            return view.getConstructor(json).newInstance(value);
        }
        return object(3);
    }

    private Map<String, Object> object(int depth) {
        Map<String, Object> object = new LinkedHashMap<>();
        List<String> names = List.of("id", "type", "image_url", "city", "latitude", "author", "body", "attachments");
        for (int i = random.nextInt(6); i > 0; i--) {
            String name = random.nextBoolean() ? names.get(random.nextInt(names.size())) : text();
            object.put(name, value(depth));
        }
        return object;
    }

    private Object value(int depth) {
        return switch (random.nextInt(depth > 0 ? 9 : 6)) {
            case 0 -> null;
            case 1 -> random.nextBoolean();
            case 2 -> random.nextInt();
            case 3 -> new BigInteger(200, random).negate();
            case 4 -> new BigDecimal(new BigInteger(90, random), random.nextInt(60) - 20);
            case 5, 6 -> text();
            case 7 -> {
                Object[] items = new Object[random.nextInt(4)];
                Arrays.setAll(items, i -> value(depth - 1));
                yield Arrays.asList(items);
            }
            default -> object(depth - 1);
        };
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(20); i > 0; i--) {
            text.append((char) random.nextInt(random.nextBoolean() ? 128 : 65_536));
        }
        return text.toString();
    }
}
