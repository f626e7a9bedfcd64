package io.intercomsync.fake;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The parts of the generated conversations, oldest first. */
final class GeneratedParts {

    private static final int SALT = 5_000;

    private final Dice dice;
    private final GeneratedConversations conversations;

    GeneratedParts(Dice dice, GeneratedConversations conversations) {
        this.dice = dice;
        this.conversations = conversations;
    }

    List<Map<String, Object>> of(int conversation) {
        List<Map<String, Object>> parts = new ArrayList<>();
        for (Turn turn : conversations.turns(conversation)) {
            parts.add(make(conversation, GeneratedTurns.number(conversation, parts.size()), turn));
        }
        return parts;
    }

    private Map<String, Object> make(int conversation, long number, Turn turn) {
        Map<String, Object> part = Json.object(
                "type",
                "conversation_part",
                "id",
                Long.toString(16_000_000_000L + number),
                "part_type",
                turn.type(),
                "body",
                turn.hasText() ? "<p>" + dice.pick(Words.SENTENCE, SALT + 1, number) + "</p>" : null,
                "created_at",
                turn.at(),
                "updated_at",
                turn.at(),
                "notified_at",
                turn.at(),
                "assigned_to",
                turn.type().equals("assignment") ? assignee(number) : null,
                "author",
                turn.author() == Turn.Author.CONTACT ? conversations.author(conversation) : admin(turn),
                "attachments",
                dice.percent(4, SALT + 2, number) ? List.of(attachment(number)) : List.of(),
                "external_id",
                null,
                "redacted",
                false);
        part.put("email_message_metadata", null);
        part.put("metadata", null);
        part.put("state", turn.closes() ? "closed" : "open");
        part.put("tags", List.of());
        part.put("event_details", null);
        part.put("app_package_code", null);
        return part;
    }

    private Object assignee(long number) {
        String admin = conversations.assignee(number);
        return admin == null
                ? Json.object("type", "nobody_admin", "id", null)
                : Json.object("type", "admin", "id", admin);
    }

    private static Map<String, Object> admin(Turn turn) {
        String id = turn.authorId();
        boolean bot = turn.author() == Turn.Author.OTHER;
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
