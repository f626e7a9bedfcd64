package io.intercomsync.fake.internal.generate;

import io.intercomsync.fake.data.ObjectType;
import io.intercomsync.fake.internal.json.FakeJson;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The generated conversations, without their parts. */
public final class GeneratedConversations {

    private static final int SALT = 4_000;

    private final GeneratorSettings sizes;
    private final SeededRandom dice;
    private final GeneratedContacts contacts;
    private final GeneratedMemberships membership;
    private final GeneratedPartEvents turns;

    public GeneratedConversations(
            GeneratorSettings sizes, SeededRandom dice, GeneratedContacts contacts, GeneratedMemberships membership) {
        this.sizes = sizes;
        this.dice = dice;
        this.contacts = contacts;
        this.membership = membership;
        this.turns = new GeneratedPartEvents(sizes, dice);
    }

    public long created(int index) {
        return sizes.created(index, sizes.conversations(), dice, SALT);
    }

    public long updated(int index) {
        return sizes.updated(created(index), index, dice, SALT + 1);
    }

    /** Returns the state. A conversation is closed only if an admin closed it with its last part. */
    public String state(int index) {
        int die = dice.below(10, SALT + 3, index);
        if (die < 6) {
            return sizes.admins() > 0 && partCount(index) > 0 ? "closed" : "open";
        }
        return die < 9 ? "open" : "snoozed";
    }

    public List<PartEvent> turns(int index) {
        boolean isClosed = state(index).equals("closed");
        return turns.of(index, created(index), updated(index), partCount(index), isClosed);
    }

    /** Returns the id of the admin to whom the part of that number assigns; null for nobody. */
    @Nullable
    String assignee(long part) {
        return turns.assignee(part);
    }

    public int partCount(int index) {
        if (index < sizes.longConversations()) {
            return 501 + dice.below(700, SALT + 4, index);
        }
        return dice.percent(10, SALT + 5, index) ? 0 : dice.below(sizes.parts() + 1, SALT + 6, index);
    }

    /** Returns the index of the contact who takes part; -1 if no contacts are generated. */
    public int contact(int index) {
        return sizes.contacts() == 0 ? -1 : dice.below(sizes.contacts(), SALT + 7, index);
    }

    /** Returns the id of the assigned admin; null for nobody. */
    @Nullable
    public Long admin(int index) {
        return sizes.admins() == 0 || dice.percent(30, SALT + 8, index) ? null : (Long) Long.parseLong(adminId(index));
    }

    private String adminId(int index) {
        return GeneratedIds.of(ObjectType.ADMINS).id(dice.below(sizes.admins(), SALT + 9, index));
    }

    private @Nullable Long team(int index) {
        return sizes.teams() == 0 || dice.percent(60, SALT + 10, index)
                ? null
                : (Long) Long.parseLong(
                        GeneratedIds.of(ObjectType.TEAMS).id(dice.below(sizes.teams(), SALT + 11, index)));
    }

    public Map<String, Object> make(int index) {
        String state = state(index);
        long updated = updated(index);
        Map<String, Object> conversation = FakeJson.object(
                "type",
                "conversation",
                "id",
                GeneratedIds.of(ObjectType.CONVERSATIONS).id(index),
                "created_at",
                created(index),
                "updated_at",
                updated,
                "waiting_since",
                state.equals("open") ? ConversationStatistics.waitingSince(created(index), turns(index)) : null,
                "snoozed_until",
                state.equals("snoozed") ? updated + 86_400 : null,
                "source",
                source(index),
                "contacts",
                contact(index) < 0
                        ? List.of()
                        : List.of(GeneratedIds.of(ObjectType.CONTACTS).id(contact(index))),
                "first_contact_reply",
                firstReply(index),
                "admin_assignee_id",
                admin(index),
                "team_assignee_id",
                team(index),
                "open",
                !state.equals("closed"),
                "state",
                state,
                "read",
                dice.percent(70, SALT + 12, index));
        conversation.put("tags", membership.conversationTags(index, updated));
        conversation.put("priority", dice.percent(80, SALT + 13, index) ? "none" : "high");
        conversation.put("sla_applied", sla(index));
        conversation.put("statistics", statistics(index));
        conversation.put("conversation_rating", rating(index));
        conversation.put("teammates", admin(index) == null ? List.of() : List.of(adminId(index)));
        conversation.put("title", dice.percent(70, SALT + 14, index) ? null : "Question " + index);
        conversation.put("custom_attributes", customAttributes(index));
        conversation.put("topics", FakeJson.object());
        conversation.put("ticket", ticket(index));
        addLinks(conversation, index);
        return conversation;
    }

    private void addLinks(Map<String, Object> conversation, int index) {
        boolean agent = dice.percent(15, SALT + 15, index);
        conversation.put(
                "linked_objects",
                FakeJson.object("type", "list", "data", List.of(), "total_count", 0, "has_more", false));
        conversation.put("ai_agent", agent ? agent(index) : null);
        conversation.put("ai_agent_participated", agent);
        conversation.put("sales_agent_participated", false);
        conversation.put("sales_agent", null);
        conversation.put("channel", FakeJson.object("initial", channel(index), "current", channel(index)));
        conversation.put("external_references", List.of());
    }

    private String channel(int index) {
        return dice.percent(40, SALT + 16, index) ? "email" : "conversation";
    }

    private @Nullable String url(int index) {
        return channel(index).equals("email") ? null : "https://app.example.com/orders/" + index;
    }

    private Map<String, Object> source(int index) {
        boolean email = channel(index).equals("email");
        return FakeJson.object(
                "type",
                channel(index),
                "id",
                Long.toString(2_400_000_000L + index),
                "delivered_as",
                "customer_initiated",
                "subject",
                email ? "<p>Question about order " + index + "</p>" : "",
                "body",
                "<p>" + dice.pick(SampleValues.SENTENCE, SALT + 17, index) + "</p>",
                "author",
                author(index),
                "attachments",
                List.of(),
                "url",
                url(index),
                "redacted",
                false);
    }

    /** Returns the contact as the author of a source or a part. */
    Map<String, Object> author(int index) {
        int contact = contact(index);
        return contact < 0
                ? FakeJson.object("type", "user", "id", "6762f0d01bb69f9f2193bb7d", "name", "Somebody", "email", "")
                : FakeJson.object(
                        "type", contacts.role(contact),
                        "id", GeneratedIds.of(ObjectType.CONTACTS).id(contact),
                        "name", contacts.firstName(contact),
                        "email", contacts.email(contact) == null ? "" : contacts.email(contact));
    }

    private @Nullable Object firstReply(int index) {
        return dice.percent(50, SALT + 18, index)
                ? null
                : FakeJson.object("created_at", created(index), "type", channel(index), "url", url(index));
    }

    private @Nullable Object sla(int index) {
        return dice.percent(90, SALT + 19, index)
                ? null
                : FakeJson.object(
                        "type",
                        "conversation_sla_summary",
                        "sla_name",
                        "Four hours",
                        "sla_status",
                        dice.pick(List.of("hit", "missed", "active"), SALT + 28, index));
    }

    private @Nullable Object ticket(int index) {
        return dice.percent(90, SALT + 29, index)
                ? null
                : FakeJson.object(
                        "type",
                        "ticket",
                        "id",
                        Long.toString(7_300_000_000L + index),
                        "ticket_id",
                        Long.toString(100L + index),
                        "category",
                        "Customer");
    }

    private @Nullable Object statistics(int index) {
        return dice.percent(10, SALT + 20, index) ? null : ConversationStatistics.toFollow();
    }

    private @Nullable Object rating(int index) {
        int contact = contact(index);
        Long admin = admin(index);
        if (contact < 0 || admin == null || dice.percent(85, SALT + 21, index)) {
            return null;
        }
        return FakeJson.object(
                "rating", 1L + dice.below(5, SALT + 22, index),
                "remark", dice.pick(List.of("", "Great!", "Too slow"), SALT + 23, index),
                "created_at", updated(index),
                "updated_at", updated(index),
                "contact",
                        FakeJson.object(
                                "type",
                                "contact",
                                "id",
                                GeneratedIds.of(ObjectType.CONTACTS).id(contact),
                                "external_id",
                                null),
                "teammate", FakeJson.object("type", "admin", "id", admin.toString()));
    }

    private Map<String, Object> customAttributes(int index) {
        Map<String, Object> values = FakeJson.object();
        if (dice.percent(30, SALT + 24, index)) {
            values.put("Copilot used", dice.percent(50, SALT + 25, index));
            values.put("orders", (long) dice.below(40, SALT + 26, index));
        }
        return values;
    }

    private Map<String, Object> agent(int index) {
        boolean isRated = dice.percent(40, SALT + 30, index);
        return FakeJson.object(
                "source_type",
                "workflow",
                "source_title",
                "Fin over chat",
                "last_answer_type",
                "ai_answer",
                "resolution_state",
                dice.percent(50, SALT + 27, index) ? "assumed_resolution" : "escalated",
                "rating",
                isRated ? (Object) (1L + dice.below(5, SALT + 31, index)) : null,
                "rating_remark",
                isRated ? dice.pick(List.of("", "Very helpful!", "Not what I asked"), SALT + 32, index) : null,
                "created_at",
                created(index),
                "updated_at",
                updated(index),
                "content_sources",
                contentSources(index));
    }

    private Map<String, Object> contentSources(int index) {
        List<Object> sources = dice.percent(30, SALT + 33, index)
                ? List.of()
                : List.of(FakeJson.object(
                        "content_type",
                        "article",
                        "url",
                        "/fin-ai-agent/content?content=article&id=" + (3_234_000 + index),
                        "title",
                        "How to change an order",
                        "locale",
                        "en"));
        return FakeJson.object(
                "type", "content_source.list", "total_count", sources.size(), "content_sources", sources);
    }
}
