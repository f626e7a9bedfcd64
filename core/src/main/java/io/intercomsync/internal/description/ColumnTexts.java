package io.intercomsync.internal.description;

import io.intercomsync.collection.IntercomCollection;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;

/** Holds the descriptions of collections and their columns. The page of the collections has the same texts. */
public final class ColumnTexts {
    private static final String RESOURCE = "columns.properties";

    private final Properties texts = new Properties();

    /** Reads the texts. */
    public ColumnTexts() {
        InputStream resource = Objects.requireNonNull(ColumnTexts.class.getResourceAsStream(RESOURCE), RESOURCE);
        try (Reader reader = new InputStreamReader(resource, StandardCharsets.UTF_8)) {
            texts.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the description of a collection. */
    public String of(IntercomCollection collection) {
        return texts.getProperty(collection.tableName(), "");
    }

    /** Returns the description of a column; an empty text if the collection has no such column. */
    public String of(IntercomCollection collection, String column) {
        return texts.getProperty(collection.tableName() + "." + column, "");
    }
}
