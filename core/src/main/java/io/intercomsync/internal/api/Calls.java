package io.intercomsync.internal.api;

import io.intercomsync.error.ApiException;
import io.intercomsync.internal.http.ApiCaller;
import io.intercomsync.internal.http.Budget;
import io.intercomsync.internal.http.Endpoint;
import io.intercomsync.internal.http.Exchange;
import io.intercomsync.internal.http.IntercomApi;
import io.intercomsync.internal.http.JsonBody;
import io.intercomsync.internal.http.RequestMeter;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;

/**
 * The calls that the feeds make: each one paced, repeated after a passing fault, and counted. Each throws an
 * {@link ApiException} where Intercom refuses, and a {@link io.intercomsync.error.TransportException} where it cannot be
 * reached or the thread is interrupted. Thread-safe.
 */
public final class Calls {
    /** As many companies of a contact as one page may have. */
    private static final int COMPANIES = 60;

    private final ApiCaller caller;
    private final Clock clock;
    private final RequestMeter meter;
    private final Pages pages;

    Calls(ApiCaller caller, Clock clock, Budget budget, int most) {
        this.caller = caller;
        this.clock = clock;
        this.meter = new RequestMeter(budget, most);
        this.pages = new Pages(caller, meter);
    }

    /** How many requests have been sent through this object so far, repeated ones included. */
    public long requests() {
        return meter.requests().get();
    }

    /** Whose token it is. */
    public WorkspaceInfo me() {
        return caller.call(
                Endpoint.ME,
                meter,
                (api, exchange, faults) -> api.me(exchange),
                (answer, headers) -> ObjectReaders.me(answer, headers, clock));
    }

    /** A page of all contacts, in no certain order. It may have fewer items than wanted and not be the last. */
    public Page contacts(int perPage, @Nullable String cursor) {
        return pages.sized(Endpoint.CONTACTS, perPage, (api, exchange, size) -> api.contacts(exchange, size, cursor));
    }

    /** A page of all conversations, without their parts. It may have fewer items than wanted and not be the last. */
    public Page conversations(int perPage, @Nullable String cursor) {
        return pages.sized(
                Endpoint.CONVERSATIONS, perPage, (api, exchange, size) -> api.conversations(exchange, size, cursor));
    }

    /** A page of the contacts that match. It may have fewer items than wanted and not be the last. */
    public Page searchContacts(Search search, int perPage, @Nullable String cursor) {
        return pages.sized(
                Endpoint.CONTACT_SEARCH,
                perPage,
                (api, exchange, size) -> api.searchContacts(exchange, new JsonBody(search.body(size, cursor))));
    }

    /** The same page, but of each contact no more than its id. */
    public Page searchContactIds(Search search, int perPage, @Nullable String cursor) {
        return pages.sized(Endpoint.CONTACT_SEARCH, perPage, (api, exchange, size) -> {
            exchange.skim();
            return api.searchContacts(exchange, new JsonBody(search.body(size, cursor)));
        });
    }

    /**
     * A page of the conversations that match, without their parts. It may have fewer items than wanted and not be the last.
     */
    public Page searchConversations(Search search, int perPage, @Nullable String cursor) {
        return pages.sized(
                Endpoint.CONVERSATION_SEARCH,
                perPage,
                (api, exchange, size) -> api.searchConversations(exchange, new JsonBody(search.body(size, cursor))));
    }

    /**
     * One contact. Where an answer names another one, time and again, and that one can be read, the contact was merged into it.
     */
    public Lookup contact(String id) {
        Lookup answer = lookup(Endpoint.CONTACT, id, IntercomApi::contact);
        String other = answer.survivor();
        boolean isMerged = answer.outcome() == Lookup.Outcome.UNPROVEN
                && other != null
                && !other.equals(id)
                && once(Endpoint.CONTACT, other, IntercomApi::contact).outcome() == Lookup.Outcome.FOUND;
        return isMerged ? Lookup.merged(other) : answer;
    }

    /** One conversation with its newest 500 parts. */
    public Lookup conversation(String id) {
        return lookup(Endpoint.CONVERSATION, id, IntercomApi::conversation);
    }

    /** One company. */
    public Lookup company(String id) {
        return lookup(Endpoint.COMPANY, id, IntercomApi::company);
    }

    /**
     * The next page of the one scroll over all companies. As of all scrolls, a fault is thrown at once and not asked for again,
     * since the answer may have been lost with its page: the scroll must be started anew. Only a 429, which moved nothing, is
     * waited for.
     *
     * @param scrollParam what the last page said; {@code null} starts a scroll
     */
    public Page scrollCompanies(@Nullable String scrollParam) {
        return pages.page(
                Endpoint.COMPANY_SCROLL, (api, exchange, faults) -> api.scrollCompanies(exchange, scrollParam));
    }

    /** A page of the companies, at most 60 of the first 10,000. The token needs the permission to write companies. */
    public Page listCompanies(int page, int perPage) {
        return pages.numbered(Endpoint.COMPANY_LIST, page, perPage, IntercomApi::listCompanies);
    }

    /** A page of the companies in API 1.x, at most 60 of the first 10,000. */
    public Page companies(int page, int perPage) {
        return pages.numbered(Endpoint.COMPANIES, page, perPage, IntercomApi::companies);
    }

    /** The next page of the one scroll over all users of API 1.x; {@code null} starts a scroll. */
    public Page scrollUsers(@Nullable String scrollParam) {
        return pages.page(Endpoint.USER_SCROLL, (api, exchange, faults) -> api.scrollUsers(exchange, scrollParam));
    }

    /** The next page of the one scroll over all leads of API 1.x; {@code null} starts a scroll. */
    public Page scrollLeads(@Nullable String scrollParam) {
        return pages.page(Endpoint.LEAD_SCROLL, (api, exchange, faults) -> api.scrollLeads(exchange, scrollParam));
    }

    /** A page of the users of API 1.x, the oldest first, at most 60 of the first 10,000. */
    public Page users(int page, int perPage) {
        return pages.numbered(Endpoint.USERS, page, perPage, IntercomApi::users);
    }

    /** A page of the leads of API 1.x, the oldest first, at most 60 of the first 10,000. */
    public Page leads(int page, int perPage) {
        return pages.numbered(Endpoint.CONTACTS, page, perPage, IntercomApi::leads);
    }

    /** A page of the conversations of API 1.x, without their parts, the oldest first; at most 60. */
    public Page conversationsByAge(int page, int perPage) {
        return pages.numbered(Endpoint.CONVERSATIONS, page, perPage, IntercomApi::conversationsByAge);
    }

    /** All tags of a contact, with their names. */
    public List<Map<String, @Nullable Object>> contactTags(String id) {
        return list(Endpoint.CONTACT_TAGS, id, IntercomApi::contactTags);
    }

    /** All companies of a contact, whole. */
    public List<Map<String, @Nullable Object>> contactCompanies(String id) {
        Endpoint endpoint = Endpoint.CONTACT_COMPANIES;
        String segment = pathSegment(endpoint, id);
        Page all = PageCollector.all(endpoint, caller.memory(), last -> {
            Integer number = last == null ? Integer.valueOf(1) : last.nextPage();
            if (number == null) {
                throw refused(endpoint, "its next page has no number");
            }
            return pages.numbered(
                    endpoint,
                    number,
                    COMPANIES,
                    (api, exchange, page, perPage) -> api.contactCompanies(exchange, segment, page, perPage));
        });
        refuseFaults(endpoint, all);
        return all.items();
    }

    /** All segments that a contact is in. */
    public List<Map<String, @Nullable Object>> contactSegments(String id) {
        return list(Endpoint.CONTACT_SEGMENTS, id, IntercomApi::contactSegments);
    }

    /** All segments. */
    public Page segments(boolean includeCount) {
        return pages.all(
                Endpoint.SEGMENTS, (api, exchange, page, cursor) -> api.segments(exchange, includeCount, page, cursor));
    }

    /** All tags. */
    public Page tags() {
        return pages.all(Endpoint.TAGS, IntercomApi::tags);
    }

    /** All admins. */
    public Page admins() {
        return pages.all(Endpoint.ADMINS, IntercomApi::admins);
    }

    /** All teams. */
    public Page teams() {
        return pages.all(Endpoint.TEAMS, IntercomApi::teams);
    }

    /** A page of the conversations that were deleted, the last one first; at most 60. */
    public Page deletedConversations(int page, int perPage) {
        return pages.numbered(Endpoint.DELETED_CONVERSATIONS, page, perPage, IntercomApi::deletedConversations);
    }

    /** A request for what belongs to an id. */
    private interface ById {
        Call<JsonBody> on(IntercomApi api, Exchange exchange, String id);
    }

    /** An answer about another id may be a mistake on the way, so it is asked for once more. */
    private Lookup lookup(Endpoint endpoint, String id, ById request) {
        Lookup first = once(endpoint, id, request);
        boolean isOfAnother = first.outcome() == Lookup.Outcome.UNPROVEN && first.survivor() != null;
        if (!isOfAnother) {
            return first;
        }
        Lookup second = once(endpoint, id, request);
        boolean isSame = Objects.equals(first.survivor(), second.survivor());
        return isSame || second.doubt() == null ? second : Lookup.unproven(second.doubt());
    }

    private Lookup once(Endpoint endpoint, String id, ById request) {
        String segment = pathSegment(endpoint, id);
        return caller.call(
                endpoint,
                meter,
                (api, exchange, faults) -> request.on(api, exchange, segment),
                ObjectReaders.lookup(endpoint, id, caller.baseUrl()));
    }

    private List<Map<String, @Nullable Object>> list(Endpoint endpoint, String id, ById request) {
        String segment = pathSegment(endpoint, id);
        Page page = pages.page(endpoint, (api, exchange, faults) -> request.on(api, exchange, segment));
        refuseFaults(endpoint, page);
        if (!page.isLast()) {
            throw refused(endpoint, "it has more than one page");
        }
        return page.items();
    }

    private static void refuseFaults(Endpoint endpoint, Page page) {
        if (page.items().size() < page.size()) {
            throw refused(endpoint, "an item of its list is no object, or too large");
        }
    }

    /** Refuses an id that would ask for something else. */
    private static String pathSegment(Endpoint endpoint, String id) {
        if (id.isBlank() || id.equals(".") || id.equals("..")) {
            throw new ApiException(
                    endpoint + " cannot be asked for an id that is empty or dots", 400, null, null, null);
        }
        return id;
    }

    private static ApiException refused(Endpoint endpoint, String reason) {
        return new ApiException(endpoint + " got an answer that is not understood: " + reason, 200, null, null, null);
    }
}
