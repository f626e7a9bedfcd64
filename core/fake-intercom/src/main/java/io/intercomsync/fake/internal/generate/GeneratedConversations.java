package io.intercomsync.fake.internal.generate;

import io.intercomsync.fake.data.ObjectType;
import io.intercomsync.fake.internal.generate.ConversationOutline.Agent;
import io.intercomsync.fake.internal.json.FakeJson;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The generated conversations, without their parts. */
public final class GeneratedConversations {

    private static final int SALT = 4_000;
    private static final long HOUR = 3_600;

    /** The shares of conversations that are not closed, in percent: of the newest tenth, and of the older ones. */
    private static final Shares NEW = new Shares(2, 13, 25);

    private static final Shares OLD = new Shares(2, 4, 6);

    /**
     * Shares of conversations that are not closed, each with the ones before it.
     *
     * @param unanswered no part
     * @param snoozed snoozed
     * @param open open for other reasons
     */
    private record Shares(int unanswered, int snoozed, int open) {}

    private final GeneratorSettings sizes;
    private final SeededRandom dice;
    private final GeneratedContacts contacts;
    private final GeneratedMemberships membership;
    private final GeneratedPartEvents turns;
    private final GeneratedAiAgent agent;
    private final GeneratedServiceQuality quality;

    public GeneratedConversations(
            GeneratorSettings sizes, SeededRandom dice, GeneratedContacts contacts, GeneratedMemberships membership) {
        this.sizes = sizes;
        this.dice = dice;
        this.contacts = contacts;
        this.membership = membership;
        this.turns = new GeneratedPartEvents(sizes, dice);
        this.agent = new GeneratedAiAgent(dice);
        this.quality = new GeneratedServiceQuality(dice);
    }

    public long created(int index) {
        return sizes.createdInBusyHours(index, sizes.conversations(), dice, SALT);
    }

    /** Returns the time of the last change: most often the last part. Some are tagged or rated later. */
    public long updated(int index) {
        return updated(index, turns(index));
    }

    private long updated(int index, List<PartEvent> turns) {
        Long last = turns.isEmpty() ? null : turns.get(turns.size() - 1).at();
        long changed = last == null ? created(index) : last;
        long later = dice.percent(10, SALT + 1, index) ? dice.skewed(HOUR, 30 * 24 * HOUR, SALT + 2, index) : 0;
        return Math.min(sizes.newest(), changed + later);
    }

    /** Returns the state. A conversation is closed only if its last part closed it. */
    public String state(int index) {
        return state(index, turns(index));
    }

    private String state(int index, List<PartEvent> turns) {
        if (!turns.isEmpty() && turns.get(turns.size() - 1).closes()) {
            return "closed";
        }
        int die = course(index);
        Shares shares = shares(index);
        return die >= shares.unanswered() && die < shares.snoozed() ? "snoozed" : "open";
    }

    private Shares shares(int index) {
        return index >= sizes.conversations() * 9L / 10 ? NEW : OLD;
    }

    /** Returns a number from 0 to 99 that tells how the conversation goes on. */
    private int course(int index) {
        return dice.below(100, SALT + 3, index);
    }

    public List<PartEvent> turns(int index) {
        boolean isLong = index < sizes.longConversations();
        boolean isClosed = sizes.admins() > 0 && course(index) >= shares(index).open();
        return turns.of(new ConversationOutline(
                index, created(index), mostParts(index), isLong, isClosed, agent(index), assignee(index)));
    }

    /** Returns the id of the admin to whom the part of that number assigns; null for nobody. */
    @Nullable
    String assignee(long part) {
        return turns.assignee(part);
    }

    public int partCount(int index) {
        return index < sizes.longConversations()
                ? mostParts(index)
                : turns(index).size();
    }

    private int mostParts(int index) {
        if (index < sizes.longConversations()) {
            return 501 + dice.below(700, SALT + 4, index);
        }
        return sizes.parts() == 0 || course(index) < shares(index).unanswered()
                ? 0
                : 1 + dice.below(sizes.parts(), SALT + 6, index);
    }

    /**
     * Returns the index of the contact who takes part; -1 if no contacts are generated. It is one who was there three days
     * before, if there was one.
     */
    public int contact(int index) {
        long before = (long) sizes.contacts() * index / sizes.conversations() - sizes.contacts() / 365;
        return sizes.contacts() == 0 ? -1 : dice.below((int) Math.max(1, before), SALT + 7, index);
    }

    /** Returns the id of the assigned admin; null for nobody. */
    @Nullable
    public Long admin(int index) {
        String id = assignee(index);
        return id == null ? null : (Long) Long.parseLong(id);
    }

    private @Nullable String assignee(int index) {
        return sizes.admins() == 0 || agent(index) == Agent.RESOLVES || dice.percent(30, SALT + 8, index)
                ? null
                : GeneratedIds.of(ObjectType.ADMINS).id(dice.below(sizes.admins(), SALT + 9, index));
    }

    private @Nullable Long team(int index) {
        return sizes.teams() == 0 || dice.percent(60, SALT + 10, index)
                ? null
                : (Long) Long.parseLong(
                        GeneratedIds.of(ObjectType.TEAMS).id(dice.below(sizes.teams(), SALT + 11, index)));
    }

    public Map<String, Object> make(int index) {
        List<PartEvent> turns = turns(index);
        String state = state(index, turns);
        long updated = updated(index, turns);
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
                state.equals("open") ? ConversationStatistics.waitingSince(created(index), turns) : null,
                "snoozed_until",
                state.equals("snoozed") ? sizes.newest() + dice.skewed(HOUR, 14 * 24 * HOUR, SALT + 34, index) : null,
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
        conversation.put("sla_applied", quality.sla(index, created(index), state.equals("closed"), turns));
        conversation.put("statistics", statistics(index));
        conversation.put("conversation_rating", state.equals("closed") ? rating(index, updated, turns) : null);
        conversation.put("teammates", assignee(index) == null ? List.of() : List.of(assignee(index)));
        conversation.put("title", dice.percent(70, SALT + 14, index) ? null : "Question " + index);
        conversation.put("custom_attributes", customAttributes(index));
        conversation.put("topics", FakeJson.object());
        conversation.put("ticket", ticket(index));
        addLinks(conversation, index, updated);
        return conversation;
    }

    private Agent agent(int index) {
        return mostParts(index) == 0 ? Agent.ABSENT : agent.role(index);
    }

    private void addLinks(Map<String, Object> conversation, int index, long updated) {
        boolean isThere = agent(index) != Agent.ABSENT;
        conversation.put(
                "linked_objects",
                FakeJson.object("type", "list", "data", List.of(), "total_count", 0, "has_more", false));
        conversation.put("ai_agent", isThere ? agent.details(index, created(index), updated) : null);
        conversation.put("ai_agent_participated", isThere);
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

    private @Nullable Object rating(int index, long at, List<PartEvent> turns) {
        String admin = assignee(index);
        return contact(index) < 0 || admin == null
                ? null
                : quality.rating(index, GeneratedIds.of(ObjectType.CONTACTS).id(contact(index)), admin, at, turns);
    }

    private Map<String, Object> customAttributes(int index) {
        Map<String, Object> values = FakeJson.object();
        if (dice.percent(30, SALT + 24, index)) {
            values.put("Copilot used", dice.percent(50, SALT + 25, index));
            values.put("orders", (long) dice.below(40, SALT + 26, index));
        }
        return values;
    }
}
