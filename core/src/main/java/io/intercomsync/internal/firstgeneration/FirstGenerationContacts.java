package io.intercomsync.internal.firstgeneration;

import static io.intercomsync.collection.IntercomCollection.CONTACTS;
import static io.intercomsync.collection.IntercomCollection.SOCIAL_PROFILES;
import static io.intercomsync.collection.IntercomCollection.USERS;

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
import io.intercomsync.internal.resource.ContactsResource;
import java.util.List;

/** Describes users, leads and their social profiles in API 1.x: two lists, read whole. */
public final class FirstGenerationContacts implements ApiResource {

    @Override
    public String feedName() {
        return "contacts";
    }

    @Override
    public List<IntercomCollection> collections() {
        return List.of(USERS, CONTACTS, SOCIAL_PROFILES);
    }

    @Override
    public String permission() {
        return "Read and list users and companies";
    }

    @Override
    public List<AccessProbe> probes() {
        return List.of(
                AccessProbe.required(permission(), calls -> new FirstGenerationCalls(calls).users(1, 1)),
                AccessProbe.required(permission(), calls -> new FirstGenerationCalls(calls).leads(1, 1)));
    }

    @Override
    public Feed open(FeedContext context, PassScope scope) {
        return new FirstGenerationContactsFeed(this, context, scope);
    }

    @Override
    public ItemMapper items(Selection selection) {
        return ContactsResource.mapper(selection);
    }

    /** Asks for a user, then for a lead. */
    @Override
    public Lookup lookup(Calls calls, String id) {
        Lookup user = new FirstGenerationCalls(calls).user(id);
        return user.outcome() == Lookup.Outcome.GONE ? calls.contact(id) : user;
    }

    @Override
    public List<IntercomCollection> sharedIds() {
        return List.of(USERS, CONTACTS);
    }
}
