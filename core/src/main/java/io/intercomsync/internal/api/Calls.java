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
 * The calls of the API: each one paced, repeated after a passing fault, and counted. Each throws an
 * {@link ApiException} if Intercom refuses, and a {@link io.intercomsync.error.TransportException} if Intercom cannot be
 * reached or the thread is interrupted. Thread-safe.
 */
public final class Calls {
    /** The most companies on one page of a contact's companies. */
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

    /** Returns how many requests were sent through this object, repeated ones included. */
    public long requests() {
        return meter.requests().get();
    }

    /** Reads the workspace of the token. */
    public WorkspaceInfo me() {
        return caller.call(
                Endpoint.ME,
                meter,
                (api, exchange, faults) -> api.me(exchange),
                (answer, headers) -> ObjectReaders.me(answer, headers, clock));
    }

    /** Reads a page of all contacts, in no certain order. It may have fewer items than wanted and not be the last. */
    public Page contacts(int perPage, @Nullable String cursor) {
        return pages.sized(Endpoint.CONTACTS, perPage, (api, exchange, size) -> api.contacts(exchange, size, cursor));
    }

    /**
     * Reads a page of all conversations, without their parts. It may have fewer items than wanted and not be the
     * last.
     */
    public Page conversations(int perPage, @Nullable String cursor) {
        return pages.sized(
                Endpoint.CONVERSATIONS, perPage, (api, exchange, size) -> api.conversations(exchange, size, cursor));
    }

    /** Reads a page of the contacts that match. It may have fewer items than wanted and not be the last. */
    public Page searchContacts(Search search, int perPage, @Nullable String cursor) {
        return pages.sized(
                Endpoint.CONTACT_SEARCH,
                perPage,
                (api, exchange, size) -> api.searchContacts(exchange, new JsonBody(search.body(size, cursor))));
    }

    /** Reads the same page, with no more of each contact than its id. */
    public Page searchContactIds(Search search, int perPage, @Nullable String cursor) {
        return pages.sized(Endpoint.CONTACT_SEARCH, perPage, (api, exchange, size) -> {
            exchange.skim();
            return api.searchContacts(exchange, new JsonBody(search.body(size, cursor)));
        });
    }

    /**
     * Reads a page of the conversations that match, without their parts. It may have fewer items than wanted and not
     * be the last.
     */
    public Page searchConversations(Search search, int perPage, @Nullable String cursor) {
        return pages.sized(
                Endpoint.CONVERSATION_SEARCH,
                perPage,
                (api, exchange, size) -> api.searchConversations(exchange, new JsonBody(search.body(size, cursor))));
    }

    /**
     * Reads one contact. If the answer is about another contact, twice, and that one can be read, the contact was
     * merged into it.
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

    /** Reads one conversation with its newest 500 parts. */
    public Lookup conversation(String id) {
        return lookup(Endpoint.CONVERSATION, id, IntercomApi::conversation);
    }

    /** Reads one company. */
    public Lookup company(String id) {
        return lookup(Endpoint.COMPANY, id, IntercomApi::company);
    }

    /**
     * Reads the next page of the one scroll over all companies. A scroll is never asked again after a fault, since
     * the answer may be lost with its page: it must start anew. Only a 429, which moved nothing, is waited for.
     *
     * @param scrollParam the parameter from the last page; {@code null} starts a scroll
     */
    public Page scrollCompanies(@Nullable String scrollParam) {
        return pages.page(
                Endpoint.COMPANY_SCROLL, (api, exchange, faults) -> api.scrollCompanies(exchange, scrollParam));
    }

    /**
     * Reads a page of the companies, at most 60 of the first 10,000. The token needs the permission to write
     * companies.
     */
    public Page listCompanies(int page, int perPage) {
        return pages.numbered(Endpoint.COMPANY_LIST, page, perPage, IntercomApi::listCompanies);
    }

    /** Reads a page of the companies in API 1.x, at most 60 of the first 10,000. */
    public Page companies(int page, int perPage) {
        return pages.numbered(Endpoint.COMPANIES, page, perPage, IntercomApi::companies);
    }

    /** One user of API 1.x. */
    public Lookup user(String id) {
        return lookup(Endpoint.USER, id, IntercomApi::user);
    }

    /** Reads the next page of the one scroll over all users of API 1.x; {@code null} starts a scroll. */
    public Page scrollUsers(@Nullable String scrollParam) {
        return pages.page(Endpoint.USER_SCROLL, (api, exchange, faults) -> api.scrollUsers(exchange, scrollParam));
    }

    /** Reads the next page of the one scroll over all leads of API 1.x; {@code null} starts a scroll. */
    public Page scrollLeads(@Nullable String scrollParam) {
        return pages.page(Endpoint.LEAD_SCROLL, (api, exchange, faults) -> api.scrollLeads(exchange, scrollParam));
    }

    /** Reads a page of the users of API 1.x, the oldest first, at most 60 of the first 10,000. */
    public Page users(int page, int perPage) {
        return pages.numbered(Endpoint.USERS, page, perPage, IntercomApi::users);
    }

    /** Reads a page of the leads of API 1.x, the oldest first, at most 60 of the first 10,000. */
    public Page leads(int page, int perPage) {
        return pages.numbered(Endpoint.CONTACTS, page, perPage, IntercomApi::leads);
    }

    /** Reads a page of the conversations of API 1.x, without their parts, the oldest first; at most 60. */
    public Page conversationsByAge(int page, int perPage) {
        return pages.numbered(Endpoint.CONVERSATIONS, page, perPage, IntercomApi::conversationsByAge);
    }

    /** Reads all tags of a contact, with their names. */
    public List<Map<String, @Nullable Object>> contactTags(String id) {
        return list(Endpoint.CONTACT_TAGS, id, IntercomApi::contactTags);
    }

    /** Reads all companies of a contact, whole. */
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

    /** Reads all segments of a contact. */
    public List<Map<String, @Nullable Object>> contactSegments(String id) {
        return list(Endpoint.CONTACT_SEGMENTS, id, IntercomApi::contactSegments);
    }

    /** Reads all segments. */
    public Page segments(boolean includeCount) {
        return pages.all(
                Endpoint.SEGMENTS, (api, exchange, page, cursor) -> api.segments(exchange, includeCount, page, cursor));
    }

    /** Reads all tags. */
    public Page tags() {
        return pages.all(Endpoint.TAGS, IntercomApi::tags);
    }

    /** Reads all admins. */
    public Page admins() {
        return pages.all(Endpoint.ADMINS, IntercomApi::admins);
    }

    /** Reads all teams. */
    public Page teams() {
        return pages.all(Endpoint.TEAMS, IntercomApi::teams);
    }

    /** Asks for the definitions of all attributes of contacts or companies, archived ones included. */
    public Page attributes(String model) {
        return pages.all(
                Endpoint.ATTRIBUTES,
                (api, exchange, page, cursor) -> api.attributes(exchange, model, true, page, cursor));
    }

    /** Asks for the definitions of all attributes of conversations. */
    public Page conversationAttributes() {
        return pages.all(Endpoint.CONVERSATION_ATTRIBUTES, IntercomApi::conversationAttributes);
    }

    /** Reads a page of the deleted conversations, the last one first; at most 60. */
    public Page deletedConversations(int page, int perPage) {
        return pages.numbered(Endpoint.DELETED_CONVERSATIONS, page, perPage, IntercomApi::deletedConversations);
    }

    /** A request for what belongs to an id. */
    private interface ById {
        Call<JsonBody> on(IntercomApi api, Exchange exchange, String id);
    }

    /** Reads one object. An answer about another id may be a mistake on the way, so it is asked for once more. */
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

    /** Returns the id as a part of a path. Refuses an id that would lead to another path. */
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
