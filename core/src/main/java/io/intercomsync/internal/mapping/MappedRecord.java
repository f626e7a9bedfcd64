package io.intercomsync.internal.mapping;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.internal.value.IntercomIds;
import io.intercomsync.internal.value.IntercomTime;
import io.intercomsync.internal.value.JsonObject;
import io.intercomsync.internal.value.VerbatimJson;
import io.intercomsync.model.IntercomRecord;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * A record that was mapped from JSON, with the records of its children. Any field of the object may be missing, null or of any
 * type. A value that its column cannot hold leaves that column empty; it is counted and kept in {@code extra}, like every field
 * without a column.
 *
 * @param record the record
 * @param children the records that belong to it: a person's social profiles, a conversation's parts
 * @param typeMismatches how many values, those of the children included, were of a type that their column cannot hold; they are
 *     in {@code extra}
 */
public record MappedRecord(IntercomRecord record, List<IntercomRecord> children, int typeMismatches) {
    /**
     * Fields that distinguish a record without an id from others. The application's own ids would do the same, but are often
     * e-mail addresses.
     */
    private static final List<String> TIMES = List.of("created_at", "updated_at");

    public MappedRecord {
        children = List.copyOf(children);
    }

    MappedRecord(IntercomRecord record, Fields fields) {
        this(record, List.of(), fields.typeMismatches());
    }

    /**
     * Maps an object by its fields and its id.
     *
     * @param kind the name of such an object, for messages
     * @throws UnreadableRecordException if the value is no object or has no id
     */
    static MappedRecord of(@Nullable Object json, String kind, BiFunction<Fields, String, MappedRecord> mapping) {
        return child(json, kind, mapping).withTexts(json);
    }

    /** Maps an object inside another one, which turns the verbatim values of both into text. */
    static MappedRecord child(@Nullable Object json, String kind, BiFunction<Fields, String, MappedRecord> mapping) {
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

    /**
     * Turns the verbatim values in the records into text, and counts them.
     *
     * @param json the object that was sent
     */
    private MappedRecord withTexts(@Nullable Object json) {
        int kept = VerbatimJson.countIn(json);
        return kept == 0
                ? this
                : new MappedRecord(
                        withTexts(record),
                        children.stream().map(MappedRecord::withTexts).toList(),
                        typeMismatches + kept);
    }

    private static IntercomRecord withTexts(IntercomRecord record) {
        for (IntercomCollection collection : IntercomCollection.values()) {
            if (collection.recordType() == record.getClass()) {
                return collection.record(collection.row(record)); // a row has them as text
            }
        }
        return record;
    }
}
