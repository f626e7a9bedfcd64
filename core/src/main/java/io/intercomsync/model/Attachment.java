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
        json = JsonMembers.object(json);
    }

    /** {@code upload}, for example. */
    public @Nullable String type() {
        return JsonMembers.text(json, "type");
    }

    /** The name of the file. */
    public @Nullable String name() {
        return JsonMembers.text(json, "name");
    }

    /** Where the file is; the URL may expire. */
    public @Nullable String url() {
        return JsonMembers.text(json, "url");
    }

    /** The media type. */
    public @Nullable String contentType() {
        return JsonMembers.text(json, "content_type");
    }

    /** The size in bytes. */
    public @Nullable Long filesize() {
        return JsonMembers.integer(json, "filesize");
    }

    /** Pixels; {@code null} for what is no image. */
    public @Nullable Long width() {
        return JsonMembers.integer(json, "width");
    }

    /** Pixels; {@code null} for what is no image. */
    public @Nullable Long height() {
        return JsonMembers.integer(json, "height");
    }
}
