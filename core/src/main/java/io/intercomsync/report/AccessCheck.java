package io.intercomsync.report;

import static java.util.Objects.requireNonNull;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.internal.value.OneLine;
import java.time.ZoneId;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The result of a check of the access token: the workspace, and which collections the token may read. It never holds the token.
 *
 * @param workspace Intercom's id of the workspace, the {@code id_code} of the app
 * @param workspaceName the name of the workspace; empty if Intercom does not say
 * @param region the region that hosts the workspace: {@code US}, for example; {@code null} if Intercom does not say
 * @param host the host that the requests went to
 * @param timezone the time zone of the workspace; UTC if Intercom does not say
 * @param apiVersion the API version that the client asks for
 * @param answeredVersion the API version of Intercom's answer; {@code null} if Intercom does not say
 * @param allowance the rate limit; {@code null} if Intercom does not say
 * @param requests how many requests the check made, repeated ones included
 * @param collections the access to the nine collections, in their order
 * @param remarks sentences about what stops no run: a missing optional permission, for example
 */
public record AccessCheck(
        String workspace,
        String workspaceName,
        @Nullable String region,
        String host,
        ZoneId timezone,
        String apiVersion,
        @Nullable String answeredVersion,
        @Nullable Allowance allowance,
        long requests,
        List<CollectionAccess> collections,
        List<String> remarks) {

    public AccessCheck {
        requireNonNull(workspace, "workspace");
        requireNonNull(workspaceName, "workspaceName");
        requireNonNull(host, "host");
        requireNonNull(timezone, "timezone");
        requireNonNull(apiVersion, "apiVersion");
        workspaceName = OneLine.of(workspaceName);
        region = region == null ? null : OneLine.of(region);
        answeredVersion = answeredVersion == null ? null : OneLine.of(answeredVersion);
        collections = List.copyOf(collections);
        remarks = remarks.stream().map(OneLine::of).toList();
    }

    /** The access to a collection, the best first. */
    public enum Access {
        /** The token may read the collection. */
        READABLE,
        /** Unknown: Intercom gave no answer, or one that says nothing about permissions. The reason tells more. */
        UNKNOWN,
        /** Intercom refuses for another reason than a permission: the plan of the workspace, for example. */
        RESTRICTED,
        /** The app lacks a permission. */
        MISSING_PERMISSION
    }

    /**
     * The access to one collection.
     *
     * @param permission the permission that the collection takes, as Intercom's Developer Hub names it
     * @param reason why the collection is not readable, and the remedy; {@code null} if it is readable
     */
    public record CollectionAccess(
            IntercomCollection collection,
            Access access,
            String permission,
            @Nullable String reason) {

        public CollectionAccess {
            requireNonNull(collection, "collection");
            requireNonNull(access, "access");
            requireNonNull(permission, "permission");
            reason = reason == null ? null : OneLine.of(reason);
        }

        /** Returns whether the token may read the collection. */
        public boolean isReadable() {
            return access == Access.READABLE;
        }
    }

    /**
     * The rate limit of the workspace at the beginning of the check.
     *
     * @param perWindow how many requests Intercom allows in a window of 10 seconds
     * @param left how many of these were left
     */
    public record Allowance(int perWindow, int left) {}

    /** Returns whether the token may read all nine collections. */
    public boolean isUsable() {
        return isUsable(EnumSet.allOf(IntercomCollection.class));
    }

    /** Returns whether the token may read these collections, for an engine that reads only some. */
    public boolean isUsable(Collection<IntercomCollection> wanted) {
        return wanted.stream().allMatch(collection -> collection(collection).isReadable());
    }

    /** Returns the access to one collection. */
    public CollectionAccess collection(IntercomCollection collection) {
        return collections.stream()
                .filter(access -> access.collection() == collection)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Not checked: " + collection.tableName()));
    }

    /** Returns the permissions to give the app, as Intercom's Developer Hub names them, each once. Optional ones are left out. */
    public List<String> missingPermissions() {
        return collections.stream()
                .filter(access -> access.access() == Access.MISSING_PERMISSION)
                .map(CollectionAccess::permission)
                .distinct()
                .toList();
    }

    /** Returns the collections that the token may read. */
    public Set<IntercomCollection> readable() {
        Set<IntercomCollection> readable = EnumSet.noneOf(IntercomCollection.class);
        collections.stream().filter(CollectionAccess::isReadable).forEach(access -> readable.add(access.collection()));
        return readable;
    }

    /** Returns the check as a table for people, with the remedies and remarks below. */
    public String toTable() {
        return AccessText.table(this);
    }

    /** Returns the check as a JSON object. */
    public String toJson() {
        return AccessText.json(this);
    }

    /** Returns one line: {@code AccessCheck[NOT USABLE, workspace=abc123, 8 of 9 readable, missing=[Read tags]]}. */
    @Override
    public String toString() {
        return "AccessCheck[" + (isUsable() ? "USABLE" : "NOT USABLE") + ", workspace=" + AccessText.line(workspace)
                + ", " + readable().size() + " of " + collections.size() + " readable, missing=" + missingPermissions()
                + "]";
    }
}
