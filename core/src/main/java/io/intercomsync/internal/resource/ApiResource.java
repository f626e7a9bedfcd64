package io.intercomsync.internal.resource;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.error.ApiException;
import io.intercomsync.internal.api.Calls;
import io.intercomsync.internal.api.Lookup;
import io.intercomsync.internal.api.Page;
import io.intercomsync.internal.feed.Feed;
import io.intercomsync.internal.feed.FeedContext;
import io.intercomsync.internal.feed.ItemMapper;
import io.intercomsync.internal.feed.PassScope;
import io.intercomsync.internal.feed.ReadResult;
import io.intercomsync.internal.feed.Selection;
import io.intercomsync.internal.http.VersionRules;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Describes one API resource in one version of the API: its name, its collections, and how it is read. The engine works with
 * this type alone and knows no resource by name.
 */
public interface ApiResource {

    /** Returns the name of the resource's feed, which checkpoints, reports and logs carry. */
    String feedName();

    /** Returns the collections that come from the resource. Reports of objects in no certain collection go to the first. */
    List<IntercomCollection> collections();

    /** Returns the permission that a token needs to read the resource, as Intercom's Developer Hub names it. */
    String permission();

    /**
     * Returns the probes of the resource's endpoints, for a check of the access. A probe is one request with a short answer;
     * it starts no scroll, since another application may need it.
     */
    List<AccessProbe> probes();

    /** Returns a feed that reads the resource in one pass: it plans, counts and reads slices and single objects. */
    Feed open(FeedContext context, PassScope scope);

    /** Returns the mapper from the resource's JSON to rows. */
    ItemMapper items(Selection selection);

    /** Returns the reader of objects that a sweep finds and no list has. It completes an object as a feed does. */
    default Function<Map<String, @Nullable Object>, ReadResult> unlisted(FeedContext context) {
        return items(context.selection())::map;
    }

    /**
     * Asks Intercom for one object by its id. A resource that is read by one list does not support it.
     *
     * @throws ApiException if Intercom refuses
     */
    default Lookup lookup(Calls calls, String id) {
        throw new UnsupportedOperationException("The objects of " + feedName() + " are read by their list");
    }

    /** Returns whether a run can ask for the changes since a time. A run reads any other resource whole. */
    default boolean tellsChanges() {
        return false;
    }

    /** Returns whether sweeps find deletions, because Intercom lists neither the deleted objects nor all objects at once. */
    default boolean isSwept() {
        return false;
    }

    /** Returns whether the user may have the resource read at intervals ({@code companiesInterval}) instead of in each run. */
    default boolean isReadAtIntervals() {
        return false;
    }

    /**
     * Returns two collections whose objects share one set of ids, so that an object moves from one to the other; on a tie of
     * versions the row of the first stays. The default is none.
     */
    default List<IntercomCollection> sharedIds() {
        return List.of();
    }

    /**
     * Returns whether a gap in an object is a gap in its children, too. Otherwise a pending object may lack values of its own row
     * alone.
     */
    default boolean childrenShareGaps() {
        return false;
    }

    /** Returns whether Intercom lists the definitions of the resource's custom attributes. */
    default boolean listsAttributes(VersionRules version) {
        return false;
    }

    /** Reads the definitions of custom attributes, if {@link #listsAttributes} returns true. */
    default Page attributes(Calls calls) {
        throw new UnsupportedOperationException("Intercom lists no attributes of " + feedName());
    }

    /** Returns the collections whose rows are no children of others. */
    default List<IntercomCollection> parents() {
        return collections().stream()
                .filter(collection -> collection.parentColumn().isEmpty())
                .toList();
    }

    /** Returns the collections whose rows are children of others. */
    default List<IntercomCollection> children() {
        return collections().stream()
                .filter(collection -> collection.parentColumn().isPresent())
                .toList();
    }

    /** Says why a read failed, and what to do about it. */
    default String explain(Throwable cause) {
        return ReadFailureText.explain(cause, permission());
    }
}
