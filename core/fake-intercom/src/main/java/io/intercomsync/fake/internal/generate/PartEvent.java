package io.intercomsync.fake.internal.generate;

import io.intercomsync.fake.internal.json.FakeJson;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One part of a conversation, with the values that the statistics need.
 *
 * @param at the time of the part, in seconds; null if it has none
 * @param type the part_type
 * @param author the kind of its author
 * @param authorId the id of its author; null if there is none
 * @param hasText whether it has a body
 * @param assigns whether it assigns the conversation to an admin or a team
 */
public record PartEvent(
        @Nullable Long at,
        String type,
        Author author,
        @Nullable String authorId,
        boolean hasText,
        boolean assigns) {

    enum Author {
        CONTACT,
        ADMIN,
        OTHER;

        static Author of(@Nullable Object author) {
            return switch (String.valueOf(FakeJson.get(author, "type"))) {
                case "user", "lead", "contact" -> CONTACT;
                case "admin", "team" -> ADMIN;
                default -> OTHER;
            };
        }
    }

    public static PartEvent of(Map<String, Object> part) {
        Object author = part.get("author");
        Object id = FakeJson.get(author, "id");
        Object body = part.get("body");
        Object assignee = part.get("assigned_to");
        return new PartEvent(
                Timestamps.seconds(part.get("created_at")),
                String.valueOf(part.get("part_type")),
                Author.of(author),
                id == null ? null : id.toString(),
                body != null && !body.toString().isEmpty(),
                assignee != null && !"nobody_admin".equals(FakeJson.get(assignee, "type")));
    }

    /** Returns whether the other side can read the part. */
    boolean isReply() {
        return hasText && !type.startsWith("note");
    }

    boolean isReplyOf(Author wanted) {
        return author == wanted && isReply();
    }

    boolean closes() {
        return type.equals("close");
    }

    /** Returns whether the part reopens a closed conversation: a contact does so by writing. */
    boolean opens() {
        return type.equals("open") || isReplyOf(Author.CONTACT);
    }
}
