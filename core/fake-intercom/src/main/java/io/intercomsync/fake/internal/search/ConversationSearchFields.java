package io.intercomsync.fake.internal.search;

import io.intercomsync.fake.data.ObjectType;
import io.intercomsync.fake.internal.api.ApiError;
import io.intercomsync.fake.internal.api.ServedVersion;
import io.intercomsync.fake.internal.generate.GeneratedConversations;
import io.intercomsync.fake.internal.generate.GeneratedIds;
import io.intercomsync.fake.internal.json.FakeJson;
import io.intercomsync.fake.internal.workspace.Workspace;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The fields of conversation search. Times are exact to the second. */
public final class ConversationSearchFields extends IndexedFields {

    private static final Set<String> IDS = Set.of("contact_ids", "teammate_ids", "tag_ids");
    private static final Set<String> FLAGS = Set.of("open", "read", "ai_agent_participated", "channel_initiated");
    private static final Set<String> NUMBERS = Set.of("id", "admin_assignee_id", "team_assignee_id");
    private static final Set<String> TEXTS = Set.of("state", "priority", "title");
    private static final List<String> NESTED =
            List.of("source.", "statistics.", "conversation_rating.", "ai_agent.", "custom_attributes.");

    private static final String STATISTICS = "statistics.";

    private final Workspace workspace;

    public ConversationSearchFields(Workspace workspace) {
        this(workspace, false);
    }

    private ConversationSearchFields(Workspace workspace, boolean isAsGenerated) {
        super(workspace, ObjectType.CONVERSATIONS, isAsGenerated);
        this.workspace = workspace;
    }

    @Override
    public SearchFields untouched() {
        return new ConversationSearchFields(workspace, true);
    }

    @Override
    public Kind kind(String field) {
        if (field.endsWith("_at") || field.equals("waiting_since") || field.equals("snoozed_until")) {
            return Kind.TIME;
        }
        if (IDS.contains(field)) {
            return Kind.IDS;
        }
        if (FLAGS.contains(field)) {
            return Kind.FLAG;
        }
        if (TEXTS.contains(field) || field.startsWith("source.")) {
            return Kind.TEXT;
        }
        if (NUMBERS.contains(field) || NESTED.stream().anyMatch(field::startsWith)) {
            return Kind.NUMBER;
        }
        throw new ApiError(400, "invalid_field", "Cannot search conversations by " + field);
    }

    @Override
    public @Nullable ZoneId dayZone(String field, ServedVersion version) {
        return null;
    }

    @Override
    @Nullable
    Object generatedValue(int number, String field) {
        GeneratedConversations talks = workspace.talks;
        return switch (field) {
            case "created_at" -> talks.created(number);
            case "updated_at" -> talks.updated(number);
            case "state" -> talks.state(number);
            case "open" -> !talks.state(number).equals("closed");
            case "id" ->
                Long.parseLong(GeneratedIds.of(ObjectType.CONVERSATIONS).id(number));
            case "admin_assignee_id" -> talks.admin(number);
            case "statistics.count_conversation_parts" -> talks.partCount(number) + 1L;
            default -> {
                Map<String, Object> original =
                        workspace.table(ObjectType.CONVERSATIONS).original(number);
                yield field.startsWith(STATISTICS)
                        ? statistic(workspace.statisticsAsGenerated(number, original), field)
                        : dig(number, original, field);
            }
        };
    }

    @Override
    @Nullable
    Object dig(int number, Map<String, Object> conversation, String field) {
        return switch (field) {
            case "contact_ids" -> conversation.get("contacts");
            case "teammate_ids" -> conversation.get("teammates");
            case "tag_ids" -> workspace.ids(conversation.get("tags"), ObjectType.TAGS);
            default -> {
                if (field.startsWith(STATISTICS)) {
                    yield statistic(workspace.statistics(number, conversation), field);
                }
                int dot = field.indexOf('.');
                yield dot < 0
                        ? conversation.get(field)
                        : FakeJson.get(conversation.get(field.substring(0, dot)), field.substring(dot + 1));
            }
        };
    }

    private static @Nullable Object statistic(@Nullable Object statistics, String field) {
        return FakeJson.get(statistics, field.substring(STATISTICS.length()));
    }

    @Override
    public String usualSort() {
        return "updated_at";
    }
}
