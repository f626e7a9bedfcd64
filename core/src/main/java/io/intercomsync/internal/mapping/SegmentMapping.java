package io.intercomsync.internal.mapping;

import io.intercomsync.model.Segment;
import org.jspecify.annotations.Nullable;

/** Maps segments. */
public final class SegmentMapping {
    private SegmentMapping() {}

    /**
     * Maps a segment.
     *
     * @throws UnreadableRecordException if the value is no object or has no id
     */
    public static MappedRecord map(@Nullable Object json) {
        return MappedRecord.of(json, "segment", SegmentMapping::mapped);
    }

    private static MappedRecord mapped(Fields segment, String id) {
        segment.constant("type", "segment");
        Segment mapped = new Segment(
                id,
                segment.text("name"),
                segment.time("created_at"),
                segment.time("updated_at"),
                segment.text("person_type"),
                segment.integer("count"),
                segment.extra());
        return new MappedRecord(mapped, segment);
    }
}
