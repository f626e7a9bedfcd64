package io.intercomsync.fake.internal.generate;

import io.intercomsync.fake.data.ObjectType;
import io.intercomsync.fake.internal.json.FakeJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The parts of the generated conversations, oldest first. */
public final class GeneratedParts {

    private static final int SALT = 5_000;

    private final SeededRandom dice;
    private final GeneratedLists lists;
    private final GeneratedConversations conversations;

    public GeneratedParts(SeededRandom dice, GeneratedConversations conversations, GeneratedLists lists) {
        this.dice = dice;
        this.lists = lists;
        this.conversations = conversations;
    }

    public List<Map<String, Object>> of(int conversation) {
        List<Map<String, Object>> parts = new ArrayList<>();
        for (PartEvent turn : conversations.turns(conversation)) {
            parts.add(make(conversation, GeneratedPartEvents.number(conversation, parts.size()), turn));
        }
        return parts;
    }

    private Map<String, Object> make(int conversation, long number, PartEvent turn) {
        Map<String, Object> part = FakeJson.object(
                "type",
                "conversation_part",
                "id",
                Long.toString(16_000_000_000L + number),
                "part_type",
                turn.type(),
                "body",
                turn.hasText() ? "<p>" + dice.pick(SampleValues.SENTENCE, SALT + 1, number) + "</p>" : null,
                "created_at",
                turn.at(),
                "updated_at",
                turn.at(),
                "notified_at",
                turn.at(),
                "assigned_to",
                turn.type().equals("assignment") ? assignee(number) : null,
                "author",
                turn.author() == PartEvent.Author.CONTACT ? conversations.author(conversation) : admin(turn),
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
                ? FakeJson.object("type", "nobody_admin", "id", null)
                : FakeJson.object("type", "admin", "id", admin);
    }

    private Map<String, Object> admin(PartEvent turn) {
        String id = String.valueOf(turn.authorId());
        boolean bot = turn.author() == PartEvent.Author.OTHER;
        return FakeJson.object(
                "type",
                bot ? "bot" : "admin",
                "id",
                id,
                "name",
                bot ? "Fin" : lists.adminName(GeneratedIds.of(ObjectType.ADMINS).index(id)),
                "email",
                "admin" + id + "@example.com",
                "from_ai_agent",
                bot,
                "is_ai_answer",
                bot);
    }

    private static Map<String, Object> attachment(long number) {
        return FakeJson.object(
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
