package io.intercomsync.jdbc.engines.hub;

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
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A sink without abilities: a file for each row, in a folder for each parent, or one folder for rows without parents. */
final class RowFilesSink implements Sink {
    private static final String NO_PARENT = "rows";

    private final Path root;

    RowFilesSink(Path root) {
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
                    Path folder = Files.createDirectories(folder(row.collection(), parent(row)));
                    Files.writeString(folder.resolve(name(row.key())), row.toJson());
                }
            }
        } catch (IOException e) {
            throw new SinkException("Cannot store " + changes, e);
        }
    }

    private void remove(Removal removal) throws IOException {
        if (removal instanceof Removal.ByKey one) {
            for (Path file : files(root.resolve(one.collection().tableName()))) {
                if (file.getFileName().toString().equals(name(one.key()))) {
                    Files.delete(file);
                }
            }
        } else if (removal instanceof Removal.ChildrenOf children) {
            for (Path file : files(folder(children.collection(), children.parentId()))) {
                Files.delete(file);
            }
        } else if (removal instanceof Removal.AllBut list) {
            List<String> stay = list.keys().stream().map(RowFilesSink::name).toList();
            for (Path file : files(folder(list.collection(), NO_PARENT))) {
                if (!stay.contains(file.getFileName().toString())) {
                    Files.delete(file);
                }
            }
        }
    }

    /** Returns the rows that are stored. */
    List<Row> live(IntercomCollection collection) {
        List<Row> rows = new ArrayList<>();
        try {
            for (Path file : files(root.resolve(collection.tableName()))) {
                rows.add(Row.ofJson(collection, Files.readString(file)));
            }
        } catch (IOException e) {
            throw new SinkException("Cannot read " + collection, e);
        }
        return rows;
    }

    private static List<Path> files(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private Path folder(IntercomCollection collection, String parent) {
        return root.resolve(collection.tableName()).resolve(parent.equals(NO_PARENT) ? parent : encoded(parent));
    }

    private static String parent(Row row) {
        return row.collection()
                .parentColumn()
                .map(column -> String.valueOf(row.value(column)))
                .orElse(NO_PARENT);
    }

    private static String name(List<String> key) {
        return key.stream().map(RowFilesSink::encoded).collect(Collectors.joining(","));
    }

    private static String encoded(String id) {
        return HexFormat.of().formatHex(id.getBytes(StandardCharsets.UTF_8));
    }
}
