package io.intercomsync.fake;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What conversation search can ask. Times are exact to the second. */
final class ConversationFields implements SearchFields {

    private static final Set<String> IDS = Set.of("contact_ids", "teammate_ids", "tag_ids");
    private static final Set<String> FLAGS = Set.of("open", "read", "ai_agent_participated", "channel_initiated");
    private static final Set<String> NUMBERS = Set.of("id", "admin_assignee_id", "team_assignee_id");
    private static final Set<String> TEXTS = Set.of("state", "priority", "title");
    private static final List<String> NESTED =
            List.of("source.", "statistics.", "conversation_rating.", "ai_agent.", "custom_attributes.");

    private final Workspace workspace;
    private final Table conversations;

    ConversationFields(Workspace workspace) {
        this.workspace = workspace;
        this.conversations = workspace.table(Resource.CONVERSATIONS);
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
    public @Nullable ZoneId dayZone(String field, ApiVersion version) {
        return null;
    }

    @Override
    public @Nullable Object value(int number, String field) {
        if (!conversations.isUntouched(number)) {
            return dig(number, conversations.get(number), field);
        }
        GeneratedConversations talks = workspace.talks;
        return switch (field) {
            case "created_at" -> talks.created(number);
            case "updated_at" -> talks.updated(number);
            case "state" -> talks.state(number);
            case "open" -> !talks.state(number).equals("closed");
            case "id" -> Long.parseLong(conversations.id(number));
            case "admin_assignee_id" -> talks.admin(number);
            default -> dig(number, conversations.get(number), field);
        };
    }

    private @Nullable Object dig(int number, Map<String, Object> conversation, String field) {
        return switch (field) {
            case "contact_ids" -> conversation.get("contacts");
            case "teammate_ids" -> conversation.get("teammates");
            case "tag_ids" -> workspace.ids(conversation.get("tags"), Resource.TAGS);
            case "statistics.count_conversation_parts" -> workspace.partCount(number) + 1L;
            default -> {
                int dot = field.indexOf('.');
                yield dot < 0
                        ? conversation.get(field)
                        : Json.get(conversation.get(field.substring(0, dot)), field.substring(dot + 1));
            }
        };
    }

    @Override
    public IntStream numbers() {
        return conversations.numbers();
    }

    @Override
    public boolean isSettled() {
        return true;
    }

    @Override
    public String usualSort() {
        return "updated_at";
    }
}
