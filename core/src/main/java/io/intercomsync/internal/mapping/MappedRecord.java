package io.intercomsync.internal.mapping;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.internal.value.VerbatimJson;
import io.intercomsync.model.IntercomRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The record of an object that Intercom sent, with its children.
 *
 * @param record the record
 * @param children the records that belong to it: a person's social profiles, a conversation's parts
 * @param typeMismatches how many values, those of the children included, were of a type that their column cannot hold; they are
 *     in {@code extra}
 */
public record MappedRecord(IntercomRecord record, List<IntercomRecord> children, int typeMismatches) {

    public MappedRecord {
        children = List.copyOf(children);
    }

    MappedRecord(IntercomRecord record, Fields fields) {
        this(record, List.of(), fields.typeMismatches());
    }

    /**
     * Turns the verbatim values in the records into text, and counts them.
     *
     * @param json the object that was sent
     */
    MappedRecord withTexts(@Nullable Object json) {
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
