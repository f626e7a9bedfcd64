package io.intercomsync.internal.resource;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.error.ApiException;
import io.intercomsync.error.TransportException;
import io.intercomsync.internal.api.Calls;
import io.intercomsync.internal.api.Lookup;
import io.intercomsync.internal.api.Page;
import io.intercomsync.internal.feed.Feed;
import io.intercomsync.internal.feed.FeedContext;
import io.intercomsync.internal.feed.PassScope;
import io.intercomsync.internal.foreign.FailureMessage;
import io.intercomsync.internal.http.ErrorAdvice;
import io.intercomsync.internal.http.VersionRules;
import io.intercomsync.internal.mapping.RecordMapper;
import io.intercomsync.internal.resource.ListFeed.Listed;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** The feeds, and which of them a selection needs. */
public enum ApiResource {
    /** Users, leads and their social profiles. */
    CONTACTS(
            "Read and list users and companies",
            ContactsFeed::new,
            IntercomCollection.USERS,
            IntercomCollection.CONTACTS,
            IntercomCollection.SOCIAL_PROFILES),
    /** Companies. */
    COMPANIES("Read and list users and companies", CompaniesFeed::new, IntercomCollection.COMPANIES),
    /** Conversations and their parts. */
    CONVERSATIONS(
            "Read conversations",
            ConversationsFeed::new,
            IntercomCollection.CONVERSATIONS,
            IntercomCollection.CONVERSATION_PARTS),
    /** Segments. */
    SEGMENTS(
            "Read and list users and companies",
            (context, scope) -> new ListFeed(
                    IntercomCollection.SEGMENTS,
                    context,
                    () -> Listed.whole(context.calls().segments(true)),
                    RecordMapper::segment),
            IntercomCollection.SEGMENTS),
    /** Tags. */
    TAGS(
            "Read tags",
            (context, scope) -> new ListFeed(
                    IntercomCollection.TAGS,
                    context,
                    () -> Listed.whole(context.calls().tags()),
                    RecordMapper::tag),
            IntercomCollection.TAGS),
    /** Admins and teams. */
    ADMINS(
            "Read admins",
            (context, scope) -> new ListFeed(
                    IntercomCollection.ADMINS, context, () -> adminsAndTeams(context), RecordMapper::admin),
            IntercomCollection.ADMINS);

    private final String permission;
    private final BiFunction<FeedContext, PassScope, Feed> maker;
    private final List<IntercomCollection> collections;

    ApiResource(String permission, BiFunction<FeedContext, PassScope, Feed> maker, IntercomCollection... collections) {
        this.permission = permission;
        this.maker = maker;
        this.collections = List.of(collections);
    }

    /** The collections that come from the feed. */
    public List<IntercomCollection> collections() {
        return collections;
    }

    /** Those of them that are no children of others. */
    public List<IntercomCollection> parents() {
        return collections.stream()
                .filter(collection -> collection.parentColumn().isEmpty())
                .toList();
    }

    /** The feed, for one pass. */
    public Feed open(FeedContext context, PassScope scope) {
        if (context.version().isFirstGeneration()) {
            if (this == CONTACTS) {
                return new FirstGenerationContactsFeed(context, scope);
            }
            if (this == CONVERSATIONS) {
                return new FirstGenerationConversationsFeed(context, scope);
            }
        }
        return maker.apply(context, scope);
    }

    /** Whether a run can keep to what changed since the last one, and go on with one that broke off; if not, it reads all. */
    public boolean tellsChanges(VersionRules version) {
        return this == CONVERSATIONS || (this == CONTACTS && !version.isFirstGeneration());
    }

    /** Whether sweeps find what is gone from it. */
    public boolean isSwept(VersionRules version) {
        return (this == CONTACTS || this == COMPANIES) && !version.isFirstGeneration();
    }

    /** Asks for one object by its id. */
    public Lookup probe(Calls calls, String id) {
        return this == CONTACTS ? calls.contact(id) : calls.company(id);
    }

    /** The name, which checkpoints carry. */
    public String feedName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Says why a read did not end well, and what to do about it. */
    public String explain(Throwable cause) {
        if (cause instanceof ApiException api && api.isForbidden()) {
            String permission = ErrorAdvice.lacksUnnamedPermission(api)
                    ? ". Give the app the permission \"" + this.permission
                            + "\" (Developer Hub > your app > Configure > Authentication)"
                    : "";
            return cause.getMessage() + permission + ", or leave the collection out";
        }
        String words = FailureMessage.of(cause);
        return mayPass(cause) ? words + ". Run again later: what is stored stays" : words;
    }

    /** Returns whether the same read may go well another time with nothing changed. */
    private static boolean mayPass(Throwable cause) {
        return cause instanceof TransportException
                || (cause instanceof ApiException api
                        && (api.status() >= 500 || api.status() == 408 || api.status() == 409 || api.status() == 429));
    }

    /** In API 1.x teams are among the admins. A token that may not read teams may read admins all the same. */
    private static Listed adminsAndTeams(FeedContext context) {
        Page admins = context.calls().admins();
        if (context.version().isFirstGeneration()) {
            return Listed.whole(admins);
        }
        try {
            Page teams = context.calls().teams();
            return Listed.whole(new Page(
                    both(admins.items(), teams.items()),
                    null,
                    null,
                    null,
                    null,
                    both(admins.faults(), teams.faults())));
        } catch (ApiException e) {
            if (!e.isForbidden()) {
                throw e;
            }
            return new Listed(admins, "the teams are missing: " + e.getMessage());
        }
    }

    private static <T> List<T> both(List<T> some, List<T> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }
}
