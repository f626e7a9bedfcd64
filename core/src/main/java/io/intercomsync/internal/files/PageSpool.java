package io.intercomsync.internal.files;

import io.intercomsync.internal.json.Json;
import io.intercomsync.report.Fault;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The pages of a scroll, in a temporary file. Intercom ends a scroll whose next page is not requested within a minute, so its
 * pages go here and do not wait for the writer.
 */
public final class PageSpool implements AutoCloseable {
    private final TemporaryFile file = new TemporaryFile();
    private final Writer out = new BufferedWriter(new OutputStreamWriter(file.out(), StandardCharsets.UTF_8));
    private final List<Fault> faults = new ArrayList<>();
    private long size;

    /** Returns the faults of items that are no objects. */
    public List<Fault> faults() {
        return faults;
    }

    /** Returns the number of objects. */
    public long size() {
        return size;
    }

    /** Adds the objects of a page, and its items that were no objects. */
    public void add(List<Map<String, @Nullable Object>> objects, List<Fault> noObjects) {
        size += objects.size();
        faults.addAll(noObjects);
        try {
            for (Map<String, @Nullable Object> object : objects) {
                out.write(Json.writeItem(object));
                out.write('\n');
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write a temporary file", e);
        }
    }

    /** Passes on all objects, in order. No page can be added afterwards. */
    public void forEach(Consumer<Map<String, @Nullable Object>> objects) {
        try {
            out.flush();
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(file.in(0, file.size()), StandardCharsets.UTF_8));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                objects.accept(Json.readItem(line));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read a temporary file", e);
        }
    }

    @Override
    public void close() {
        file.close();
    }
}
