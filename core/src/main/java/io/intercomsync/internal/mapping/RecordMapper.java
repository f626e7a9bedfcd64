package io.intercomsync.internal.mapping;

import io.intercomsync.model.Segment;
import io.intercomsync.model.Tag;
import org.jspecify.annotations.Nullable;

/**
 * Makes records of the objects that Intercom sends, as {@link io.intercomsync.internal.json.Json} reads them. Any field may
 * be missing, null or of any type: a value that its column cannot hold spoils that column alone. It is kept in
 * {@code extra}, as is every field that has no column, and counted.
 *
 * <p>All methods throw {@link UnreadableRecordException} if the value is no object or has no id.
 */
public final class RecordMapper {
    private RecordMapper() {}

    /** A contact of API 2.x, a user or a lead of 1.x: a user or a contact with its social profiles. */
    public static MappedRecord person(@Nullable Object json) {
        Fields person = Fields.of(json, "contact");
        return PersonMapping.map(person, person.recordId("contact")).withTexts(json);
    }

    /** A company. */
    public static MappedRecord company(@Nullable Object json) {
        Fields company = Fields.of(json, "company");
        return CompanyMapping.map(company, company.recordId("company")).withTexts(json);
    }

    /** A segment. */
    public static MappedRecord segment(@Nullable Object json) {
        Fields segment = Fields.of(json, "segment");
        String id = segment.recordId("segment");
        segment.constant("type", "segment");
        Segment mapped = new Segment(
                id,
                segment.text("name"),
                segment.time("created_at"),
                segment.time("updated_at"),
                segment.text("person_type"),
                segment.integer("count"),
                segment.extra());
        return new MappedRecord(mapped, segment).withTexts(json);
    }

    /** A tag. */
    public static MappedRecord tag(@Nullable Object json) {
        Fields tag = Fields.of(json, "tag");
        String id = tag.recordId("tag");
        tag.constant("type", "tag");
        return new MappedRecord(new Tag(id, tag.text("name"), tag.extra()), tag).withTexts(json);
    }

    /** An admin or a team. */
    public static MappedRecord admin(@Nullable Object json) {
        Fields admin = Fields.of(json, "admin");
        return AdminMapping.map(admin, admin.recordId("admin")).withTexts(json);
    }

    /** A conversation with its parts, as far as they were sent. */
    public static MappedRecord conversation(@Nullable Object json) {
        Fields conversation = Fields.of(json, "conversation");
        return ConversationMapping.map(conversation, conversation.recordId("conversation"))
                .withTexts(json);
    }
}
