package io.intercomsync.internal.mapping;

import io.intercomsync.model.Tag;
import org.jspecify.annotations.Nullable;

/** Maps tags. */
public final class TagMapping {
    private TagMapping() {}

    /**
     * Maps a tag.
     *
     * @throws UnreadableRecordException if the value is no object or has no id
     */
    public static MappedRecord map(@Nullable Object json) {
        return MappedRecord.of(json, "tag", TagMapping::mapped);
    }

    private static MappedRecord mapped(Fields tag, String id) {
        tag.constant("type", "tag");
        return new MappedRecord(new Tag(id, tag.text("name"), tag.extra()), tag);
    }
}
