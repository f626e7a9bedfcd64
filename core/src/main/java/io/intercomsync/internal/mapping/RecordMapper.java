package io.intercomsync.internal.mapping;

import io.intercomsync.internal.value.IntercomIds;
import io.intercomsync.internal.value.IntercomTime;
import io.intercomsync.internal.value.JsonObject;
import io.intercomsync.model.Segment;
import io.intercomsync.model.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Makes records of the objects that Intercom sends, as {@link io.intercomsync.internal.json.Json} reads them. Any field may
 * be missing, null or of any type: a value that its column cannot hold spoils that column alone. It is kept in
 * {@code extra}, as is every field that has no column, and counted.
 *
 * <p>All methods throw {@link UnreadableRecordException} if the value is no object or has no id.
 */
public final class RecordMapper {
    /** Fields that tell a record without an id from others. Ids of the application's would, too, but are often e-mail addresses. */
    private static final List<String> TIMES = List.of("created_at", "updated_at");

    private RecordMapper() {}

    /** Maps a contact of API 2.x, or a user or lead of 1.x, to a user or contact with its social profiles. */
    public static MappedRecord person(@Nullable Object json) {
        return map(json, "contact", PersonMapping::map).withTexts(json);
    }

    /** Maps a company. */
    public static MappedRecord company(@Nullable Object json) {
        return map(json, "company", CompanyMapping::map).withTexts(json);
    }

    /** Maps a segment. */
    public static MappedRecord segment(@Nullable Object json) {
        return map(json, "segment", RecordMapper::segment).withTexts(json);
    }

    private static MappedRecord segment(Fields segment, String id) {
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

    /** Maps a tag. */
    public static MappedRecord tag(@Nullable Object json) {
        return map(json, "tag", RecordMapper::tag).withTexts(json);
    }

    private static MappedRecord tag(Fields tag, String id) {
        tag.constant("type", "tag");
        return new MappedRecord(new Tag(id, tag.text("name"), tag.extra()), tag);
    }

    /** Maps an admin or a team. */
    public static MappedRecord admin(@Nullable Object json) {
        return map(json, "admin", AdminMapping::map).withTexts(json);
    }

    /** Maps a conversation with the parts that were sent. */
    public static MappedRecord conversation(@Nullable Object json) {
        return map(json, "conversation", ConversationMapping::map).withTexts(json);
    }

    /**
     * Maps an object by its fields and its id.
     *
     * @param kind the name of such an object, for messages
     */
    static MappedRecord map(@Nullable Object json, String kind, BiFunction<Fields, String, MappedRecord> mapping) {
        if (!(json instanceof Map<?, ?> map)) {
            throw new UnreadableRecordException("A " + kind + " that is no object", "");
        }
        Fields fields = new Fields(JsonObject.cast(map));
        String id = fields.id("id");
        if (id == null || id.isEmpty() || !IntercomIds.isUsable(id)) {
            throw new UnreadableRecordException("A " + kind + " without an id", where(fields));
        }
        return mapping.apply(fields, id);
    }

    private static String where(Fields fields) {
        for (String name : TIMES) {
            Instant time = IntercomTime.read(fields.peek(name));
            if (time != null) {
                return name + " " + time;
            }
        }
        return "";
    }
}
