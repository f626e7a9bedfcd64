package io.intercomsync.internal.resource;

import static io.intercomsync.collection.IntercomCollection.CONTACTS;
import static io.intercomsync.collection.IntercomCollection.SOCIAL_PROFILES;
import static io.intercomsync.collection.IntercomCollection.USERS;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.internal.api.Calls;
import io.intercomsync.internal.api.Lookup;
import io.intercomsync.internal.api.Page;
import io.intercomsync.internal.feed.Feed;
import io.intercomsync.internal.feed.FeedContext;
import io.intercomsync.internal.feed.ItemMapper;
import io.intercomsync.internal.feed.PassScope;
import io.intercomsync.internal.feed.Selection;
import io.intercomsync.internal.http.VersionRules;
import io.intercomsync.internal.mapping.PersonMapping;
import java.util.List;

/** Describes contacts: users, leads and their social profiles, searched by time and swept. */
public final class ContactsResource implements ApiResource {

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
        return List.of(AccessProbe.required(permission(), calls -> calls.contacts(1, null)));
    }

    @Override
    public Feed open(FeedContext context, PassScope scope) {
        return new ContactsFeed(this, context, scope);
    }

    @Override
    public ItemMapper items(Selection selection) {
        return mapper(selection);
    }

    /** Returns the mapper of users and leads in every version of the API. */
    public static ItemMapper mapper(Selection selection) {
        return new ItemMapper(selection, USERS, PersonMapping::map, person -> SOCIAL_PROFILES);
    }

    @Override
    public Lookup lookup(Calls calls, String id) {
        return calls.contact(id);
    }

    @Override
    public boolean tellsChanges() {
        return true;
    }

    @Override
    public boolean isSwept() {
        return true;
    }

    @Override
    public List<IntercomCollection> sharedIds() {
        return List.of(USERS, CONTACTS);
    }

    @Override
    public boolean listsAttributes(VersionRules version) {
        return true;
    }

    @Override
    public Page attributes(Calls calls) {
        return calls.attributes("contact");
    }
}
