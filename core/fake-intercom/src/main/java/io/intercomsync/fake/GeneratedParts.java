package io.intercomsync.fake;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parts of the generated conversations, oldest first. */
final class GeneratedParts {

    private static final int SALT = 5_000;
    /** More than a conversation can have, so that ids are unique. */
    private static final long ROOM = 2_048;

    private final Sizes sizes;
    private final Dice dice;
    private final GeneratedConversations conversations;

    GeneratedParts(Sizes sizes, Dice dice, GeneratedConversations conversations) {
        this.sizes = sizes;
        this.dice = dice;
        this.conversations = conversations;
    }

    List<Map<String, Object>> of(int conversation) {
        int count = conversations.partCount(conversation);
        List<Map<String, Object>> parts = new ArrayList<>(count);
        for (int at = 0; at < count; at++) {
            parts.add(make(conversation, at, count));
        }
        return parts;
    }

    private Map<String, Object> make(int conversation, int at, int count) {
        long number = conversation * ROOM + at;
        long from = conversations.created(conversation);
        long created = from + (conversations.updated(conversation) - from) * (at + 1) / (count + 1);
        int kind = sizes.admins() == 0 ? 0 : dice.below(20, SALT, number);
        String type = kind < 15
                ? "comment"
                : List.of("note", "assignment", "close", "open", "quick_reply").get(kind - 15);
        Map<String, Object> part = Json.object(
                "type",
                "conversation_part",
                "id",
                Long.toString(16_000_000_000L + number),
                "part_type",
                type,
                "body",
                hasBody(type) ? "<p>" + dice.pick(Words.SENTENCE, SALT + 1, number) + "</p>" : null,
                "created_at",
                created,
                "updated_at",
                created,
                "notified_at",
                created,
                "assigned_to",
                type.equals("assignment") ? assignee(number) : null,
                "author",
                kind % 2 == 0 ? conversations.author(conversation) : admin(number),
                "attachments",
                dice.percent(4, SALT + 2, number) ? List.of(attachment(number)) : List.of(),
                "external_id",
                null,
                "redacted",
                false);
        part.put("email_message_metadata", null);
        part.put("metadata", null);
        part.put("state", type.equals("close") ? "closed" : "open");
        part.put("tags", List.of());
        part.put("event_details", null);
        part.put("app_package_code", null);
        return part;
    }

    private static boolean hasBody(String type) {
        return !type.equals("close") && !type.equals("open");
    }

    private @Nullable Object assignee(long number) {
        return dice.percent(25, SALT + 3, number)
                ? Json.object("type", "nobody_admin", "id", null)
                : Json.object("type", "admin", "id", adminId(number));
    }

    private String adminId(long number) {
        return Resource.ADMINS.ids().id(dice.below(sizes.admins(), SALT + 4, number));
    }

    private Map<String, Object> admin(long number) {
        String id = adminId(number);
        boolean bot = dice.percent(10, SALT + 5, number);
        return Json.object(
                "type",
                bot ? "bot" : "admin",
                "id",
                id,
                "name",
                bot ? "Fin" : "Admin " + id,
                "email",
                "admin" + id + "@example.com",
                "from_ai_agent",
                bot,
                "is_ai_answer",
                bot);
    }

    private static Map<String, Object> attachment(long number) {
        return Json.object(
                "type",
                "upload",
                "name",
                "screenshot-" + number + ".png",
                "url",
                "https://downloads.example.com/" + number + ".png",
                "content_type",
                "image/png",
                "filesize",
                14_700L,
                "width",
                640L,
                "height",
                480L);
    }
}
