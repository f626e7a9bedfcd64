package io.intercomsync.internal.firstgeneration;

import static io.intercomsync.collection.IntercomCollection.CONVERSATIONS;
import static io.intercomsync.collection.IntercomCollection.CONVERSATION_PARTS;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.internal.api.Calls;
import io.intercomsync.internal.api.Lookup;
import io.intercomsync.internal.feed.Feed;
import io.intercomsync.internal.feed.FeedContext;
import io.intercomsync.internal.feed.ItemMapper;
import io.intercomsync.internal.feed.PassScope;
import io.intercomsync.internal.feed.Selection;
import io.intercomsync.internal.resource.AccessProbe;
import io.intercomsync.internal.resource.ApiResource;
import io.intercomsync.internal.resource.ConversationsResource;
import java.util.List;

/** Describes conversations and their parts in API 1.x: a list, and a call for each conversation. */
public final class FirstGenerationConversations implements ApiResource {

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
        return List.of(
                AccessProbe.required(permission(), calls -> new FirstGenerationCalls(calls).conversations(1, 1)));
    }

    @Override
    public Feed open(FeedContext context, PassScope scope) {
        return new FirstGenerationConversationsFeed(this, context, scope);
    }

    @Override
    public ItemMapper items(Selection selection) {
        return ConversationsResource.mapper(selection);
    }

    @Override
    public Lookup lookup(Calls calls, String id) {
        return calls.conversation(id);
    }

    /** Returns true although the list is read whole: a run skips stored conversations and resumes an unfinished pass. */
    @Override
    public boolean tellsChanges() {
        return true;
    }

    @Override
    public boolean childrenShareGaps() {
        return true;
    }
}
