package io.intercomsync.fake;

import java.util.List;
import java.util.stream.IntStream;

/** Counts what a workspace holds, without making generated objects. */
final class Count {

    private final Workspace workspace;

    Count(Workspace workspace) {
        this.workspace = workspace;
    }

    Counts counts() {
        long users = numbers(Resource.CONTACTS).filter(this::isUser).count();
        return new Counts(
                users,
                size(Resource.CONTACTS) - users,
                numbers(Resource.CONTACTS).mapToLong(this::socialProfiles).sum(),
                size(Resource.COMPANIES),
                numbers(Resource.COMPANIES).filter(workspace::isVisible).count(),
                size(Resource.CONVERSATIONS),
                numbers(Resource.CONVERSATIONS).mapToLong(workspace::partCount).sum(),
                size(Resource.SEGMENTS),
                size(Resource.TAGS),
                size(Resource.ADMINS),
                size(Resource.TEAMS));
    }

    private IntStream numbers(Resource resource) {
        return workspace.table(resource).numbers();
    }

    private long size(Resource resource) {
        return workspace.table(resource).size();
    }

    private boolean isUser(int contact) {
        Table contacts = workspace.table(Resource.CONTACTS);
        return contacts.isUntouched(contact)
                ? workspace.membership.isUser(contact)
                : "user".equals(contacts.get(contact).get("role"));
    }

    private long socialProfiles(int contact) {
        Table contacts = workspace.table(Resource.CONTACTS);
        if (contacts.isUntouched(contact)) {
            return workspace.people.socialProfileCount(contact);
        }
        return contacts.get(contact).get("social_profiles") instanceof List<?> profiles ? profiles.size() : 0;
    }
}
