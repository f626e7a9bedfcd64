package io.intercomsync.internal.mapping;

import io.intercomsync.model.IntercomRecord;
import java.util.List;

/**
 * What became of an object that Intercom sent.
 *
 * @param record the record
 * @param children the records that belong to it: a person's social profiles, a conversation's parts
 * @param misfits how many values, those of the children included, were of a type that their column cannot hold; they are
 *     in {@code extra}
 */
public record Mapped(IntercomRecord record, List<IntercomRecord> children, int misfits) {

    public Mapped {
        children = List.copyOf(children);
    }

    Mapped(IntercomRecord record, Fields fields) {
        this(record, List.of(), fields.misfits());
    }
}
