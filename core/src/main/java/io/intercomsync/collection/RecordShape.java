package io.intercomsync.collection;

import static java.util.Objects.requireNonNull;

import io.intercomsync.internal.json.Json;
import io.intercomsync.model.IntercomRecord;
import io.intercomsync.model.NestedValue;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns records of one type into values by column and back: the one place that looks into records. */
final class RecordShape {
    private static final Map<Class<?>, ColumnType> SCALARS = Map.of(
            String.class, ColumnType.TEXT,
            Boolean.class, ColumnType.BOOLEAN,
            Long.class, ColumnType.INTEGER,
            BigDecimal.class, ColumnType.DECIMAL,
            Instant.class, ColumnType.TIMESTAMP);

    private final Class<? extends IntercomRecord> type;
    private final List<Component> components = new ArrayList<>();
    private final List<Column> columns = new ArrayList<>();
    private final List<Column> shownColumns = Collections.unmodifiableList(columns);
    private final Map<String, Integer> positions = new HashMap<>();
    private final MethodHandle constructor;

    RecordShape(Class<? extends IntercomRecord> type) {
        this.type = type;
        RecordComponent[] parts = type.getRecordComponents();
        try {
            MethodHandles.Lookup lookup = MethodHandles.publicLookup();
            Class<?>[] types = new Class<?>[parts.length];
            for (int i = 0; i < parts.length; i++) {
                types[i] = parts[i].getType();
                add(new Component(parts[i], lookup));
            }
            constructor = lookup.findConstructor(type, MethodType.methodType(void.class, types))
                    .asSpreader(Object[].class, parts.length)
                    .asType(MethodType.methodType(Object.class, Object[].class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Not a public record: " + type, e);
        }
    }

    private void add(Component component) {
        components.add(component);
        add(new Column(component.name, component.columnType, component.name));
        for (FlattenedMember member : component.flattened) {
            add(new Column(component.name + "_" + member.suffix(), member.type(), component.name));
        }
    }

    private void add(Column column) {
        positions.put(column.name(), columns.size());
        columns.add(column);
    }

    Class<? extends IntercomRecord> type() {
        return type;
    }

    List<Column> columns() {
        return shownColumns;
    }

    /** Returns the position of a column among all columns; -1 if there is none of the name. */
    int position(String column) {
        return positions.getOrDefault(column, -1);
    }

    @Nullable
    Object[] values(IntercomRecord record) {
        @Nullable Object[] values = new @Nullable Object[columns.size()];
        int i = 0;
        for (Component component : components) {
            Object value = component.read(record);
            values[i++] = component.toColumn(value);
            for (FlattenedMember member : component.flattened) {
                values[i++] = value == null ? null : member.read().apply((NestedValue) value);
            }
        }
        return values;
    }

    IntercomRecord record(Row row) {
        @Nullable Object[] arguments = new @Nullable Object[components.size()];
        for (int i = 0; i < arguments.length; i++) {
            Component component = components.get(i);
            Object value = row.find(component.name);
            arguments[i] = value == null ? null : component.fromColumn(value);
        }
        try {
            Object record = constructor.invokeExact(arguments);
            return (IntercomRecord) record;
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("Cannot make a " + type.getSimpleName(), e);
        }
    }

    private static String snakeCase(String name) {
        return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    /** One component of the record. */
    private static final class Component {
        private final String name;
        private final ColumnType columnType;
        private final FlattenedMember[] flattened;
        private final MethodHandle accessor;
        private final boolean isContainer;
        private final @Nullable MethodHandle nested;

        Component(RecordComponent part, MethodHandles.Lookup lookup) throws ReflectiveOperationException {
            name = snakeCase(part.getName());
            columnType = SCALARS.getOrDefault(part.getType(), ColumnType.JSON);
            flattened = FlattenedMember.ofType(part.getType())
                    .toArray(new FlattenedMember[0]); // walked through for every row
            accessor = lookup.unreflect(part.getAccessor())
                    .asType(MethodType.methodType(Object.class, IntercomRecord.class));
            isContainer = part.getType() == List.class || part.getType() == Map.class;
            nested = nestedConstructor(part.getGenericType(), lookup);
        }

        private static @Nullable MethodHandle nestedConstructor(Type type, MethodHandles.Lookup lookup)
                throws ReflectiveOperationException {
            Type item = type instanceof ParameterizedType list && list.getRawType() == List.class
                    ? list.getActualTypeArguments()[0]
                    : type;
            if (!(item instanceof Class<?> value) || !NestedValue.class.isAssignableFrom(value)) {
                return null;
            }
            Class<?> json = value.getRecordComponents()[0].getType();
            return lookup.findConstructor(value, MethodType.methodType(void.class, json))
                    .asType(MethodType.methodType(Object.class, Object.class));
        }

        @Nullable
        Object read(IntercomRecord record) {
            try {
                return (Object) accessor.invokeExact(record);
            } catch (RuntimeException | Error e) {
                throw e;
            } catch (Throwable e) {
                throw new IllegalStateException("Cannot read " + name, e);
            }
        }

        @Nullable
        Object toColumn(@Nullable Object value) {
            if (value == null || columnType != ColumnType.JSON) {
                return value;
            }
            if (value instanceof NestedValue view) {
                return Json.write(view.json());
            }
            return value instanceof List<?> list && nested != null ? array(list) : Json.write(value);
        }

        private static String array(List<?> views) {
            if (views.isEmpty()) {
                return "[]";
            }
            StringBuilder json = new StringBuilder(64 * views.size());
            for (Object view : views) {
                json.append(json.isEmpty() ? '[' : ',');
                Json.write(((NestedValue) view).json(), json);
            }
            return json.append(']').toString();
        }

        @Nullable
        Object fromColumn(Object value) {
            if (columnType != ColumnType.JSON) {
                return value;
            }
            Object json = Json.read((String) value);
            if (nested == null || json == null) {
                return json;
            }
            if (!isContainer) {
                return nest(json);
            }
            List<@Nullable Object> items = new ArrayList<>();
            ((List<?>) json).forEach(item -> items.add(item == null ? null : nest(item)));
            return items;
        }

        private Object nest(Object json) {
            try {
                return (Object) requireNonNull(nested).invokeExact(json);
            } catch (RuntimeException | Error e) {
                throw e;
            } catch (Throwable e) {
                throw new IllegalStateException("Cannot read " + name, e);
            }
        }
    }
}
