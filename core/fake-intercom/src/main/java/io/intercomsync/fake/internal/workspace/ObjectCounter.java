package io.intercomsync.fake.internal.workspace;

import io.intercomsync.fake.data.ObjectCounts;
import io.intercomsync.fake.data.ObjectType;
import java.util.List;
import java.util.stream.IntStream;

/** Counts what a workspace holds, without making generated objects. */
public final class ObjectCounter {

    private final Workspace workspace;

    public ObjectCounter(Workspace workspace) {
        this.workspace = workspace;
    }

    public ObjectCounts counts() {
        long users = numbers(ObjectType.CONTACTS).filter(this::isUser).count();
        return new ObjectCounts(
                users,
                size(ObjectType.CONTACTS) - users,
                numbers(ObjectType.CONTACTS).mapToLong(this::socialProfiles).sum(),
                size(ObjectType.COMPANIES),
                numbers(ObjectType.COMPANIES).filter(workspace::isVisible).count(),
                size(ObjectType.CONVERSATIONS),
                numbers(ObjectType.CONVERSATIONS)
                        .mapToLong(workspace::partCount)
                        .sum(),
                size(ObjectType.SEGMENTS),
                size(ObjectType.TAGS),
                size(ObjectType.ADMINS),
                size(ObjectType.TEAMS));
    }

    private IntStream numbers(ObjectType resource) {
        return workspace.table(resource).numbers();
    }

    private long size(ObjectType resource) {
        return workspace.table(resource).size();
    }

    private boolean isUser(int contact) {
        ObjectTable contacts = workspace.table(ObjectType.CONTACTS);
        return contacts.isUntouched(contact)
                ? workspace.membership.isUser(contact)
                : "user".equals(contacts.get(contact).get("role"));
    }

    private long socialProfiles(int contact) {
        ObjectTable contacts = workspace.table(ObjectType.CONTACTS);
        if (contacts.isUntouched(contact)) {
            return workspace.people.socialProfileCount(contact);
        }
        return contacts.get(contact).get("social_profiles") instanceof List<?> profiles ? profiles.size() : 0;
    }
}
