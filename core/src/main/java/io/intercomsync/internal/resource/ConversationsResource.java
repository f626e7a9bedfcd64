package io.intercomsync.internal.resource;

import static io.intercomsync.collection.IntercomCollection.CONVERSATIONS;
import static io.intercomsync.collection.IntercomCollection.CONVERSATION_PARTS;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.internal.api.Calls;
import io.intercomsync.internal.api.Lookup;
import io.intercomsync.internal.api.Page;
import io.intercomsync.internal.feed.Feed;
import io.intercomsync.internal.feed.FeedContext;
import io.intercomsync.internal.feed.ItemMapper;
import io.intercomsync.internal.feed.PassScope;
import io.intercomsync.internal.feed.Selection;
import io.intercomsync.internal.http.Endpoint;
import io.intercomsync.internal.http.VersionRules;
import io.intercomsync.internal.mapping.ConversationMapping;
import io.intercomsync.internal.mapping.MappedRecord;
import io.intercomsync.model.Conversation;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Describes conversations and their parts: searched by time, with a call for each conversation that has parts. */
public final class ConversationsResource implements ApiResource {
    private static final Endpoint ATTRIBUTES = Endpoint.get("conversations/attributes");

    @Override
    public String feedName() {
        return "conversations";
    }

    @Override
    public List<IntercomCollection> collections() {
        return List.of(CONVERSATIONS, CONVERSATION_PARTS);
    }

    @Override
    public String permission() {
        return "Read conversations";
    }

    @Override
    public List<AccessProbe> probes() {
        return List.of(AccessProbe.required(permission(), calls -> calls.conversations(1, null)));
    }

    @Override
    public Feed open(FeedContext context, PassScope scope) {
        return new ConversationsFeed(this, context, scope);
    }

    @Override
    public ItemMapper items(Selection selection) {
        return mapper(selection);
    }

    /** Returns the mapper of conversations in every version of the API. */
    public static ItemMapper mapper(Selection selection) {
        return new ItemMapper(selection, CONVERSATIONS, ConversationMapping::map, ConversationsResource::replaced);
    }

    /** Returns the collection of the parts if the conversation came with all its parts, so they replace the stored parts. */
    private static @Nullable IntercomCollection replaced(MappedRecord conversation) {
        return Boolean.FALSE.equals(((Conversation) conversation.record()).partsTruncated())
                ? CONVERSATION_PARTS
                : null;
    }

    @Override
    public Lookup lookup(Calls calls, String id) {
        return calls.conversation(id);
    }

    @Override
    public boolean tellsChanges() {
        return true;
    }

    @Override
    public boolean childrenShareGaps() {
        return true;
    }

    @Override
    public boolean listsAttributes(VersionRules version) {
        return version.listsConversationAttributes();
    }

    @Override
    public Page attributes(Calls calls) {
        return calls.all(ATTRIBUTES, Map.of());
    }
}
