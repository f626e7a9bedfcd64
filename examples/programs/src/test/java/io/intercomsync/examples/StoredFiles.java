package io.intercomsync.examples;

import io.intercomsync.collection.Column;
import io.intercomsync.collection.ColumnType;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.collection.Row;
import io.intercomsync.internal.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads rows back from JSON files. */
final class StoredFiles {
    private StoredFiles() {}

    static List<Row> rows(Path directory, IntercomCollection collection) {
        if (!Files.exists(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> row(collection, file))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Row row(IntercomCollection collection, Path file) {
        Map<String, Object> json;
        try {
            json = Json.readObject(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<Column> columns = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        for (Column column : collection.columns()) {
            if (json.containsKey(column.name())) {
                columns.add(column);
                values.add(value(column.type(), json.get(column.name())));
            }
        }
        return Row.of(collection, columns, values);
    }

    private static Object value(ColumnType type, Object json) {
        if (json == null) {
            return null;
        }
        return switch (type) {
            case TEXT, BOOLEAN, INTEGER -> json;
            case DECIMAL -> new BigDecimal(json.toString());
            case TIMESTAMP -> Instant.parse((String) json);
            case JSON -> Json.write(json);
        };
    }
}
