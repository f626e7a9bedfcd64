package io.intercomsync.internal.feed;

import io.intercomsync.internal.api.Page;
import io.intercomsync.internal.json.Json;
import io.intercomsync.report.Fault;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A temporary file of what is scrolled. A scroll that is not asked for its next page within a minute dies, so its pages go here
 * and wait for nobody.
 */
final class Spool implements AutoCloseable {
    private final Path file;
    private BufferedWriter out;
    private final List<Fault> faults = new ArrayList<>();
    private long size;

    Spool() {
        try {
            file = Files.createTempFile("intercom-sync", ".scroll");
            out = Files.newBufferedWriter(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make a temporary file", e);
        }
    }

    /** What was no object. */
    List<Fault> faults() {
        return faults;
    }

    /** How many objects it holds. */
    long size() {
        return size;
    }

    void add(Page page) {
        size += page.items().size();
        faults.addAll(page.faults());
        try {
            for (Map<String, @Nullable Object> object : page.items()) {
                out.write(Json.write(object));
                out.write('\n');
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the temporary file " + file, e);
        }
    }

    /** Hands on what was added, in order. Nothing can be added after that. */
    void forEach(Consumer<Map<String, @Nullable Object>> objects) {
        try {
            out.close();
            try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    objects.accept(Json.readObject(line));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the temporary file " + file, e);
        }
    }

    @Override
    public void close() {
        try {
            try {
                out.close();
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete the temporary file " + file, e);
        }
    }
}
