package io.intercomsync.examples;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.DSYNC;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.collection.Row;
import io.intercomsync.error.SinkException;
import io.intercomsync.sink.Batch;
import io.intercomsync.sink.Changes;
import io.intercomsync.sink.Removal;
import io.intercomsync.sink.Sink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Stores each row as a JSON file. Each collection has a directory; children lie in a directory of their parent. */
public final class DirectorySink implements Sink {
    private final Path root;

    public DirectorySink(Path root) {
        this.root = root;
    }

    @Override
    public void write(Changes changes) {
        try {
            for (Removal removal : changes.removals()) {
                remove(removal);
            }
            for (Batch batch : changes.batches()) {
                for (Row row : batch.rows()) {
                    Path directory = Files.createDirectories(directory(row.collection(), parent(row)));
                    store(directory.resolve(fileName(row.key())), row.toJson());
                }
            }
        } catch (IOException e) {
            throw new SinkException("Cannot store " + changes, e);
        }
    }

    /** Writes the file to the disk before it returns, because the engine then takes the row as stored. */
    private static void store(Path file, String json) throws IOException {
        Files.writeString(file, json, CREATE, TRUNCATE_EXISTING, WRITE, DSYNC);
    }

    private void remove(Removal removal) throws IOException {
        IntercomCollection collection = removal.collection();
        if (removal instanceof Removal.ByKey one && collection.parentColumn().isEmpty()) {
            Files.deleteIfExists(directory(collection, null).resolve(fileName(one.key())));
        } else if (removal instanceof Removal.ByKey one) {
            delete(directory(collection, null), fileName(one.key())::equals);
        } else if (removal instanceof Removal.ChildrenOf children) {
            delete(directory(collection, children.parentId()), name -> true);
        } else if (removal instanceof Removal.AllBut list) {
            Set<String> stay = list.keys().stream().map(DirectorySink::fileName).collect(Collectors.toSet());
            delete(directory(collection, null), name -> !stay.contains(name));
        }
    }

    private static void delete(Path directory, Predicate<String> which) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (which.test(file.getFileName().toString())) {
                    Files.delete(file);
                }
            }
        }
    }

    private Path directory(IntercomCollection collection, @Nullable String parent) {
        Path directory = root.resolve(collection.tableName());
        return parent == null ? directory : directory.resolve(encoded(parent));
    }

    private static @Nullable String parent(Row row) {
        return row.collection()
                .parentColumn()
                .map(column -> (String) row.value(column))
                .orElse(null);
    }

    private static String fileName(List<String> key) {
        return key.stream().map(DirectorySink::encoded).collect(Collectors.joining(",")) + ".json";
    }

    /**
     * Encodes an id as the name of a file. An id may contain a slash, two dots or a quote. The ids {@code a} and
     * {@code A} differ, but some file systems ignore case.
     */
    private static String encoded(String id) {
        StringBuilder name = new StringBuilder();
        for (byte b : id.getBytes(StandardCharsets.UTF_8)) {
            boolean isPlain = (b >= 'a' && b <= 'z') || (b >= '0' && b <= '9') || b == '-';
            name.append(isPlain ? String.valueOf((char) b) : String.format(Locale.ROOT, "%%%02x", b));
        }
        return name.toString();
    }
}
