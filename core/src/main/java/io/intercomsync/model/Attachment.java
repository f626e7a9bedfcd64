package io.intercomsync.model;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A file attached to a message or to a part.
 *
 * @param json the object as Intercom sent it
 */
public record Attachment(Map<String, @Nullable Object> json) implements NestedValue {

    public Attachment {
        json = Containers.object(json);
    }

    /** Returns {@code upload}, for example. */
    public @Nullable String type() {
        return text("type");
    }

    /** Returns the name of the file. */
    public @Nullable String name() {
        return text("name");
    }

    /** Returns the URL of the file; it may expire. */
    public @Nullable String url() {
        return text("url");
    }

    /** Returns the media type. */
    public @Nullable String contentType() {
        return text("content_type");
    }

    /** Returns the size in bytes. */
    public @Nullable Long filesize() {
        return integer("filesize");
    }

    /** Returns the width in pixels; {@code null} unless the file is an image. */
    public @Nullable Long width() {
        return integer("width");
    }

    /** Returns the height in pixels; {@code null} unless the file is an image. */
    public @Nullable Long height() {
        return integer("height");
    }
}
