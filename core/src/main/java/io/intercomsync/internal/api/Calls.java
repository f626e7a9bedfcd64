package io.intercomsync.internal.api;

import io.intercomsync.error.ApiException;
import io.intercomsync.internal.http.ApiCaller;
import io.intercomsync.internal.http.Budget;
import io.intercomsync.internal.http.Endpoint;
import io.intercomsync.internal.http.JsonBody;
import io.intercomsync.internal.http.RequestMeter;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes the calls of the API. Each call is paced, counted, and repeated after a temporary fault. Each throws an
 * {@link ApiException} if Intercom refuses, and a {@link io.intercomsync.error.TransportException} if Intercom cannot be
 * reached or the thread is interrupted. Thread-safe.
 */
public final class Calls {
    /** The most companies on one page of a contact's companies. */
    private static final int COMPANIES = 60;

    private final ApiCaller caller;
    private final Clock clock;
    private final RequestMeter meter;
    private final PageRequester pages;

    Calls(ApiCaller caller, Clock clock, Budget budget, int most) {
        this.caller = caller;
        this.clock = clock;
        this.meter = new RequestMeter(budget, most);
        this.pages = new PageRequester(caller, meter);
    }

    /** Returns how many requests were sent through this object, repeated ones included. */
    public long requests() {
        return meter.requests().get();
    }

    /** Reads the workspace of the token. */
    public WorkspaceInfo me() {
        return workspace().me();
    }

    /** Reads the workspace of the token, with the headers of the answer. */
    public WorkspaceAnswer workspace() {
        return caller.call(
                Endpoint.ME,
                meter,
                (api, exchange, faults) -> Endpoint.ME.request(api, exchange, Map.of()),
                (answer, headers) -> ObjectReaders.workspace(answer, headers, clock));
    }

    /**
     * Reads a page of a list, in no certain order. It may have fewer items than wanted and not be the last.
     *
     * @param cursor the cursor from the page before; {@code null} reads the first page
     */
    public Page list(Endpoint list, int perPage, @Nullable String cursor) {
        return pages.sized(
                list,
                perPage,
                (api, exchange, size) -> list.request(api, exchange, query(Map.of(), size, null, cursor)));
    }

    /**
     * Reads a page of the objects that match. It may have fewer items than wanted and not be the last.
     *
     * @param endpoint the endpoint of the search
     */
    public Page search(Endpoint endpoint, Search search, int perPage, @Nullable String cursor) {
        return pages.sized(
                endpoint,
                perPage,
                (api, exchange, size) -> endpoint.request(api, exchange, new JsonBody(search.body(size, cursor))));
    }

    /**
     * Reads a page of a list by its number.
     *
     * @param wanted further parameters of the request, by name
     */
    public Page numbered(Endpoint list, Map<String, String> wanted, int page, int perPage) {
        return pages.numbered(
                list,
                page,
                perPage,
                (api, exchange, number, size) -> list.request(api, exchange, query(wanted, size, number, null)));
    }

    /**
     * Reads a list with all its pages.
     *
     * @param wanted further parameters of the request, by name
     */
    public Page all(Endpoint list, Map<String, String> wanted) {
        return pages.all(
                list, (api, exchange, page, cursor) -> list.request(api, exchange, query(wanted, null, page, cursor)));
    }

    /**
     * Reads the next page of the one scroll over a list. After a fault the page is not requested again, since the scroll may have
     * moved on: it must start anew. Only a 429 is waited for, since it moves nothing.
     *
     * @param scrollParam the parameter from the last page; {@code null} starts a scroll
     */
    public Page scroll(Endpoint list, @Nullable String scrollParam) {
        Map<String, String> query = scrollParam == null ? Map.of() : Map.of("scroll_param", scrollParam);
        return pages.page(list, (api, exchange, faults) -> list.request(api, exchange, query));
    }

    /**
     * Reads one object. An answer about another id may be a mistake on the way, so it is asked for once more.
     *
     * @param endpoint the endpoint of single objects
     */
    public Lookup object(Endpoint endpoint, String id) {
        Lookup first = once(endpoint, id);
        boolean isOfAnother = first.outcome() == Lookup.Outcome.UNPROVEN && first.survivor() != null;
        if (!isOfAnother) {
            return first;
        }
        Lookup second = once(endpoint, id);
        boolean isSame = Objects.equals(first.survivor(), second.survivor());
        return isSame || second.doubt() == null ? second : Lookup.unproven(second.doubt());
    }

    /** Reads a page of all contacts, as {@link #list} does. */
    public Page contacts(int perPage, @Nullable String cursor) {
        return list(Endpoint.CONTACTS, perPage, cursor);
    }

    /** Reads a page of all conversations, without their parts, as {@link #list} does. */
    public Page conversations(int perPage, @Nullable String cursor) {
        return list(Endpoint.CONVERSATIONS, perPage, cursor);
    }

    /** Reads a page of the contacts that match, as {@link #search} does. */
    public Page searchContacts(Search search, int perPage, @Nullable String cursor) {
        return search(Endpoint.CONTACT_SEARCH, search, perPage, cursor);
    }

    /** Reads the same page with only the ids of the contacts. */
    public Page searchContactIds(Search search, int perPage, @Nullable String cursor) {
        Endpoint endpoint = Endpoint.CONTACT_SEARCH;
        return pages.sized(endpoint, perPage, (api, exchange, size) -> {
            exchange.skim();
            return endpoint.request(api, exchange, new JsonBody(search.body(size, cursor)));
        });
    }

    /** Reads a page of the conversations that match, without their parts, as {@link #search} does. */
    public Page searchConversations(Search search, int perPage, @Nullable String cursor) {
        return search(Endpoint.CONVERSATION_SEARCH, search, perPage, cursor);
    }

    /**
     * Reads one contact. If Intercom answers twice with another contact, and that contact can be read, this contact was merged
     * into it.
     */
    public Lookup contact(String id) {
        Lookup answer = object(Endpoint.CONTACT, id);
        String other = answer.survivor();
        boolean isMerged = answer.outcome() == Lookup.Outcome.UNPROVEN
                && other != null
                && !other.equals(id)
                && once(Endpoint.CONTACT, other).outcome() == Lookup.Outcome.FOUND;
        return isMerged ? Lookup.merged(other) : answer;
    }

    /** Reads one conversation with its newest 500 parts. */
    public Lookup conversation(String id) {
        return object(Endpoint.CONVERSATION, id);
    }

    /** Reads one company. */
    public Lookup company(String id) {
        return object(Endpoint.COMPANY, id);
    }

    /** Reads the next page of the one scroll over all companies, as {@link #scroll} does. */
    public Page scrollCompanies(@Nullable String scrollParam) {
        return scroll(Endpoint.COMPANY_SCROLL, scrollParam);
    }

    /** Reads all tags of a contact, with their names. */
    public List<Map<String, @Nullable Object>> contactTags(String id) {
        return listOf(Endpoint.CONTACT_TAGS, id);
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
                    (api, exchange, page, perPage) ->
                            endpoint.request(api, exchange, segment, query(Map.of(), perPage, page, null)));
        });
        refuseFaults(endpoint, all);
        return all.items();
    }

    /** Reads all segments of a contact. */
    public List<Map<String, @Nullable Object>> contactSegments(String id) {
        return listOf(Endpoint.CONTACT_SEGMENTS, id);
    }

    /** Reads all segments. */
    public Page segments(boolean includeCount) {
        return all(Endpoint.SEGMENTS, Map.of("include_count", String.valueOf(includeCount)));
    }

    /** Reads all tags. */
    public Page tags() {
        return all(Endpoint.TAGS, Map.of());
    }

    /** Reads all admins. */
    public Page admins() {
        return all(Endpoint.ADMINS, Map.of());
    }

    /** Reads all teams. */
    public Page teams() {
        return all(Endpoint.TEAMS, Map.of());
    }

    /** Asks for the definitions of all attributes of contacts or companies, archived ones included. */
    public Page attributes(String model) {
        return all(Endpoint.ATTRIBUTES, Map.of("model", model, "include_archived", "true"));
    }

    private Lookup once(Endpoint endpoint, String id) {
        String segment = pathSegment(endpoint, id);
        return caller.call(
                endpoint,
                meter,
                (api, exchange, faults) -> endpoint.request(api, exchange, segment, Map.of()),
                ObjectReaders.lookup(endpoint, id, caller.baseUrl()));
    }

    /** Reads a list that belongs to an object, and that Intercom sends in one answer. */
    private List<Map<String, @Nullable Object>> listOf(Endpoint endpoint, String id) {
        String segment = pathSegment(endpoint, id);
        Page page = pages.page(endpoint, (api, exchange, faults) -> endpoint.request(api, exchange, segment, Map.of()));
        refuseFaults(endpoint, page);
        if (!page.isLast()) {
            throw refused(endpoint, "it has more than one page");
        }
        return page.items();
    }

    private static Map<String, String> query(
            Map<String, String> wanted, @Nullable Integer perPage, @Nullable Integer page, @Nullable String cursor) {
        Map<String, String> query = new TreeMap<>(wanted);
        if (page != null) {
            query.put("page", page.toString());
        }
        if (perPage != null) {
            query.put("per_page", perPage.toString());
        }
        if (cursor != null) {
            query.put("starting_after", cursor);
        }
        return query;
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

    /** Makes the exception for an answer with a good status that cannot be used. */
    static ApiException refused(Endpoint endpoint, String reason) {
        return new ApiException(endpoint + " got an answer that is not understood: " + reason, 200, null, null, null);
    }
}
