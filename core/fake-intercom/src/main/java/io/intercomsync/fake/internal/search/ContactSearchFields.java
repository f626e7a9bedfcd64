package io.intercomsync.fake.internal.search;

import io.intercomsync.fake.data.ObjectType;
import io.intercomsync.fake.internal.api.ApiError;
import io.intercomsync.fake.internal.api.ServedVersion;
import io.intercomsync.fake.internal.generate.GeneratedContacts;
import io.intercomsync.fake.internal.generate.GeneratedIds;
import io.intercomsync.fake.internal.json.FakeJson;
import io.intercomsync.fake.internal.workspace.Workspace;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** The fields of contact search. It sees contacts through the index, which may be late. */
public final class ContactSearchFields extends IndexedFields {

    private static final Set<String> TEXTS = Set.of(
            "id",
            "role",
            "name",
            "avatar",
            "owner_id",
            "email",
            "email_domain",
            "phone",
            "external_id",
            "language_override",
            "browser",
            "browser_language",
            "os",
            "location.country",
            "location.region",
            "location.city",
            "android_app_name",
            "android_app_version",
            "android_device",
            "android_os_version",
            "android_sdk_version",
            "ios_app_name",
            "ios_app_version",
            "ios_device",
            "ios_os_version",
            "ios_sdk_version");
    private static final Set<String> TIMES = Set.of(
            "created_at",
            "signed_up_at",
            "updated_at",
            "last_seen_at",
            "last_contacted_at",
            "last_replied_at",
            "last_email_opened_at",
            "last_email_clicked_at",
            "android_last_seen_at",
            "ios_last_seen_at");
    private static final Set<String> FLAGS =
            Set.of("unsubscribed_from_emails", "marked_email_as_spam", "has_hard_bounced");
    private static final String CUSTOM = "custom_attributes.";

    private final Workspace workspace;
    private final ZoneId zone;

    public ContactSearchFields(Workspace workspace, ZoneId zone) {
        this(workspace, zone, false);
    }

    private ContactSearchFields(Workspace workspace, ZoneId zone, boolean isAsGenerated) {
        super(workspace, ObjectType.CONTACTS, isAsGenerated);
        this.workspace = workspace;
        this.zone = zone;
    }

    @Override
    public SearchFields untouched() {
        return new ContactSearchFields(workspace, zone, true);
    }

    @Override
    public Kind kind(String field) {
        if (TIMES.contains(field)) {
            return Kind.TIME;
        }
        if (TEXTS.contains(field)) {
            return Kind.TEXT;
        }
        if (FLAGS.contains(field)) {
            return Kind.FLAG;
        }
        if (field.equals("segment_id") || field.equals("tag_id")) {
            return Kind.IDS;
        }
        if (field.startsWith(CUSTOM)) {
            return workspace.attributes.isDate("contact", field.substring(CUSTOM.length())) ? Kind.TIME : Kind.NUMBER;
        }
        throw new ApiError(400, "invalid_field", "Cannot search contacts by " + field);
    }

    @Override
    public @Nullable ZoneId dayZone(String field, ServedVersion version) {
        if (version.hasExactTimes()) {
            return field.startsWith(CUSTOM) ? ZoneOffset.UTC : null;
        }
        return zone;
    }

    @Override
    @Nullable
    Object generatedValue(int number, String field) {
        GeneratedContacts people = workspace.people;
        return switch (field) {
            case "created_at" -> people.created(number);
            case "updated_at" -> people.updated(number);
            case "last_seen_at" -> people.lastSeen(number);
            case "role" -> people.role(number);
            case "id" -> GeneratedIds.of(ObjectType.CONTACTS).id(number);
            case "email" -> people.email(number);
            case "segment_id" -> workspace.membership.segmentsOf(number);
            case "tag_id" -> workspace.membership.contactTags(number, 0);
            default -> dig(number, workspace.table(ObjectType.CONTACTS).original(number), field);
        };
    }

    /** Checks each segment by itself, because a list of all segments of a contact is expensive. */
    @Override
    IntPredicate generatedHasAny(String field, List<String> ids) {
        if (!field.equals("segment_id")) {
            return super.generatedHasAny(field, ids);
        }
        return ids.stream()
                .map(workspace.membership::inSegment)
                .reduce(IntPredicate::or)
                .orElse(number -> false);
    }

    @Override
    @Nullable
    Object dig(int number, Map<String, Object> contact, String field) {
        if (field.equals("segment_id")) {
            return workspace.ids(contact.get("segments"), ObjectType.SEGMENTS);
        }
        if (field.equals("tag_id")) {
            return workspace.ids(contact.get("tags"), ObjectType.TAGS);
        }
        int dot = field.indexOf('.');
        return dot < 0
                ? contact.get(field)
                : FakeJson.get(contact.get(field.substring(0, dot)), field.substring(dot + 1));
    }

    @Override
    public String usualSort() {
        return "last_seen_at";
    }
}
