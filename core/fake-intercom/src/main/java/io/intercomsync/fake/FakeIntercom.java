package io.intercomsync.fake;

import static java.util.Objects.requireNonNull;

import io.intercomsync.fake.data.ObjectType;
import io.intercomsync.fake.http.InjectedFault;
import io.intercomsync.fake.http.Request;
import io.intercomsync.fake.http.RequestWindow;
import io.intercomsync.fake.internal.api.Router;
import io.intercomsync.fake.internal.endpoint.Endpoints;
import io.intercomsync.fake.internal.endpoint.PageFormats;
import io.intercomsync.fake.internal.endpoint.ScrollSession;
import io.intercomsync.fake.internal.oauth.AccessTokens;
import io.intercomsync.fake.internal.oauth.CodeExchange;
import io.intercomsync.fake.internal.server.FaultPlan;
import io.intercomsync.fake.internal.server.HttpFrontend;
import io.intercomsync.fake.internal.server.JdkFrontend;
import io.intercomsync.fake.internal.server.QueryText;
import io.intercomsync.fake.internal.server.RateLimit;
import io.intercomsync.fake.internal.server.RequestHandler;
import io.intercomsync.fake.internal.server.RequestJournal;
import io.intercomsync.fake.internal.server.WireMockFrontend;
import io.intercomsync.fake.internal.workspace.Workspace;
import io.intercomsync.fake.internal.workspace.WorkspaceEdits;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Serves an Intercom workspace through Intercom's REST API, 1.x and 2.x, on a loopback port. It has Intercom's paging,
 * limits, headers, error bodies and differences between versions. Its data is generated, made by hand, or both.
 *
 * <pre>{@code
 * try (FakeIntercom intercom = FakeIntercom.start()) {
 *     intercom.contact("u1", Map.of("name", "Ada", "tags", List.of("t1"))).tag("t1", "VIP");
 *     intercom.failNext(502);
 *     // point the client at intercom.url() with intercom.token()
 * }
 * }</pre>
 *
 * <p>All methods may be called from any thread while the fake serves. Objects are maps with Intercom's own keys. An
 * edit sets updated_at to the time of the clock, unless the values contain updated_at or the method says otherwise. An
 * unknown id throws an {@link IllegalArgumentException}.
 */
public final class FakeIntercom implements AutoCloseable {

    private final String token;
    private final AccessTokens tokens;
    private final CodeExchange codes;
    private final Workspace workspace;
    private final WorkspaceEdits edits;
    private final FaultPlan faults = new FaultPlan();
    private final ScrollSession scroll;
    private final PageFormats pages = new PageFormats();
    private final RequestJournal journal;
    private final RateLimit rate;
    private final Router routes;
    private final RequestHandler handler;
    private final HttpFrontend server;

    FakeIntercom(FakeIntercomBuilder builder) {
        token = builder.token;
        tokens = new AccessTokens(token);
        codes = new CodeExchange(builder.app, tokens, builder.clock);
        workspace = new Workspace(builder.sizes(), builder.clock);
        if (builder.isGenerated()) {
            workspace.attributes.addGenerated();
        }
        edits = new WorkspaceEdits(workspace, builder.indexDelay.toMillis());
        scroll = new ScrollSession(builder.clock);
        journal = new RequestJournal(builder.isJournalWhole);
        rate = new RateLimit(builder.clock, builder.limit, builder.isLimitTold);
        routes = Endpoints.of(workspace, edits, pages, scroll, builder.timezone);
        handler = new RequestHandler(
                workspace,
                routes,
                rate,
                faults,
                journal,
                tokens,
                codes,
                builder.apiVersion,
                builder.latency.toMillis());
        server = builder.isFast
                ? new JdkFrontend(builder.port, handler, builder.isCompressing)
                : new WireMockFrontend(builder.port, handler, builder.isCompressing);
    }

    /** Starts a fake with an empty workspace and the defaults of {@link FakeIntercomBuilder}. */
    public static FakeIntercom start() {
        return builder().start();
    }

    /** Returns a builder for a fake with other settings. */
    public static FakeIntercomBuilder builder() {
        return new FakeIntercomBuilder();
    }

    /** Returns the base URL, like {@code http://127.0.0.1:12345}. */
    public String url() {
        return "http://127.0.0.1:" + port();
    }

    /** Returns the port. */
    public int port() {
        return server.port();
    }

    /** Returns the access token that is valid from the start. The fake answers any token that it did not give with 401. */
    public String token() {
        return token;
    }

    /**
     * Ends a token, as somebody does who removes the app from the workspace. Tokens of OAuth can end too.
     *
     * @throws IllegalArgumentException if it is not valid
     */
    public FakeIntercom revoke(String token) {
        if (!tokens.revoke(token)) {
            throw new IllegalArgumentException("this token is not valid");
        }
        return this;
    }

    /**
     * Approves on the consent page, and returns the address to which the browser is sent: the redirect URL with a code
     * and the state.
     *
     * @param consentPage the address of the page, with its query
     * @throws IllegalArgumentException if it shows an error instead
     */
    public URI approve(URI consentPage) {
        return decide(consentPage, true);
    }

    /** Denies on the consent page, and returns the address to which the browser is sent. */
    public URI deny(URI consentPage) {
        return decide(consentPage, false);
    }

    /** Returns the id of the workspace, which {@code /me} sends as {@code app.id_code}. */
    public String workspaceId() {
        return workspace.sizes.workspaceId();
    }

    /** Creates a user with default values. */
    public FakeIntercom contact(String id) {
        return contact(id, Map.of());
    }

    /**
     * Creates or changes a contact. The values replace those of the same keys. A new contact is a user, and has
     * default values for all other keys.
     *
     * @param values "tags", "companies" and "segments" are lists of ids, "notes" and "social_profiles" lists of objects; null
     *     and unknown keys are served as given
     */
    public FakeIntercom contact(String id, Map<String, ?> values) {
        return change(ObjectType.CONTACTS, id, values);
    }

    /** Creates a company with default values. Lists show it until its last member leaves. */
    public FakeIntercom company(String id) {
        return company(id, Map.of());
    }

    /**
     * Creates or changes a company.
     *
     * @param values "tags" and "segments" are lists of ids; without "user_count" the fake counts its contacts
     */
    public FakeIntercom company(String id, Map<String, ?> values) {
        return change(ObjectType.COMPANIES, id, values);
    }

    /** Creates a conversation with default values, without contacts and parts. */
    public FakeIntercom conversation(String id) {
        return conversation(id, Map.of());
    }

    /**
     * Creates or changes a conversation. A new conversation is as old as its oldest part and was last changed at its
     * newest part. Its statistics are computed from its parts.
     *
     * @param values "contacts", "tags" and "teammates" are lists of ids, "conversation_parts" of objects, oldest first, which get
     *     default values for missing keys; values in "statistics" win over computed ones
     */
    public FakeIntercom conversation(String id, Map<String, ?> values) {
        return change(ObjectType.CONVERSATIONS, id, values);
    }

    /** Creates or changes a segment. */
    public FakeIntercom segment(String id, Map<String, ?> values) {
        return change(ObjectType.SEGMENTS, id, values);
    }

    /** Creates or renames a tag. */
    public FakeIntercom tag(String id, String name) {
        return change(ObjectType.TAGS, id, Map.of("name", name));
    }

    /** Creates or changes an admin. */
    public FakeIntercom admin(String id, Map<String, ?> values) {
        return change(ObjectType.ADMINS, id, values);
    }

    /** Creates or changes a team. */
    public FakeIntercom team(String id, Map<String, ?> values) {
        return change(ObjectType.TEAMS, id, values);
    }

    /**
     * Declares a custom attribute.
     *
     * @param model contact, company or conversation
     * @param dataType string, integer, float, boolean or date
     */
    public FakeIntercom dataAttribute(String model, String name, String dataType) {
        workspace.editing(() -> workspace.attributes.custom(model, name, dataType));
        return this;
    }

    /** Serves the object exactly as given and replaces the object with its "id". Use it for odd and broken objects. */
    public FakeIntercom put(ObjectType resource, Map<String, ?> whole) {
        edits.put(resource, whole);
        return this;
    }

    /**
     * Deletes an object. With an {@linkplain FakeIntercomBuilder#indexDelay index delay}, searches still show it for a
     * while. {@code /conversations/deleted} lists deleted conversations.
     */
    public FakeIntercom delete(ObjectType resource, String id) {
        edits.delete(resource, id);
        return this;
    }

    /** Merges the first contact into the second, which takes over its lists and conversations. */
    public FakeIntercom merge(String fromContact, String intoContact) {
        edits.merge(fromContact, intoContact);
        return this;
    }

    /** Archives a contact. No call returns it until it is unarchived. */
    public FakeIntercom archive(String contact) {
        edits.archive(contact);
        return this;
    }

    /** Restores an archived contact as it was. */
    public FakeIntercom unarchive(String contact) {
        edits.unarchive(contact);
        return this;
    }

    /** Turns a lead into a user. The id stays, the role changes. */
    public FakeIntercom becomeUser(String lead) {
        return contact(known(ObjectType.CONTACTS, lead), Map.of("role", "user", "signed_up_at", workspace.now()));
    }

    /** Tags a contact without changing its updated_at. */
    public FakeIntercom tagContact(String contact, String tag) {
        return refer(ObjectType.CONTACTS, contact, "tags", tag, true, false);
    }

    /** Removes a tag from a contact without changing its updated_at. */
    public FakeIntercom untagContact(String contact, String tag) {
        return refer(ObjectType.CONTACTS, contact, "tags", tag, false, false);
    }

    /** Tags a conversation. */
    public FakeIntercom tagConversation(String conversation, String tag) {
        return refer(ObjectType.CONVERSATIONS, conversation, "tags", tag, true, true);
    }

    /** Removes a tag from a conversation. */
    public FakeIntercom untagConversation(String conversation, String tag) {
        return refer(ObjectType.CONVERSATIONS, conversation, "tags", tag, false, true);
    }

    /** Puts a contact into a segment without changing its updated_at. */
    public FakeIntercom enterSegment(String contact, String segment) {
        return refer(ObjectType.CONTACTS, contact, "segments", segment, true, false);
    }

    /** Removes a contact from a segment without changing its updated_at. */
    public FakeIntercom leaveSegment(String contact, String segment) {
        return refer(ObjectType.CONTACTS, contact, "segments", segment, false, false);
    }

    /** Puts a contact into a company. */
    public FakeIntercom joinCompany(String contact, String company) {
        return refer(ObjectType.CONTACTS, contact, "companies", company, true, true);
    }

    /** Removes a contact from a company. After the last contact left, lists no longer show the company, though it exists. */
    public FakeIntercom leaveCompany(String contact, String company) {
        edits.leaveCompany(contact, company);
        return this;
    }

    /** Adds a part at the end of a conversation and returns the id of the part. Missing values get defaults. */
    public String addPart(String conversation, Map<String, ?> values) {
        return edits.addPart(conversation, values);
    }

    /** Redacts a part: removes its body and attachments, and updates updated_at of the part and of the conversation. */
    public FakeIntercom redactPart(String conversation, String part) {
        edits.redactPart(conversation, part);
        return this;
    }

    /** Hides a contact from searches and lists until the clock reaches that time. It is still found by its id. */
    public FakeIntercom searchableFrom(String contact, Instant time) {
        edits.searchableFrom(contact, time.toEpochMilli());
        return this;
    }

    /** Returns the real contents of the workspace, to compare a copy with. */
    public Truth truth() {
        return new Truth(workspace);
    }

    /** Answers the next request with that error. */
    public FakeIntercom failNext(int status) {
        return failNext(status, 1);
    }

    /** Answers the next requests with that error. */
    public FakeIntercom failNext(int status, int times) {
        return fail(any -> true, InjectedFault.status(status), times);
    }

    /**
     * Injects a fault into the next requests to paths with that prefix, such as {@code /contacts/search}.
     *
     * @param times how many; {@link Integer#MAX_VALUE} for all
     */
    public FakeIntercom fail(String pathPrefix, InjectedFault fault, int times) {
        requireNonNull(pathPrefix, "pathPrefix");
        return fail(request -> request.path().startsWith(pathPrefix), fault, times);
    }

    /**
     * Injects a fault into the next requests that match. If several faults match a request, the oldest is used.
     *
     * @param times how many; {@link Integer#MAX_VALUE} for all
     */
    public FakeIntercom fail(Predicate<Request> which, InjectedFault fault, int times) {
        faults.plan(requireNonNull(which, "which"), requireNonNull(fault, "fault"), times);
        return this;
    }

    /** Denies all paths with that prefix, such as {@code /companies/list}, with the status 401 or 403. */
    public FakeIntercom deny(String pathPrefix, int status) {
        faults.deny(pathPrefix, status);
        return this;
    }

    /**
     * Takes a permission from the app. Intercom answers 401 {@code token_unauthorized}, or 403 {@code forbidden} with the scope.
     *
     * @param scope such as {@code read_conversations} or {@code write_users_companies}
     * @param status 401 or 403
     */
    public FakeIntercom denyScope(String scope, int status) {
        faults.denyScope(requireNonNull(scope, "scope"), status);
        return this;
    }

    /** Gives back a permission that was taken. */
    public FakeIntercom allowScope(String scope) {
        faults.allowScope(requireNonNull(scope, "scope"));
        return this;
    }

    /** Allows a prefix that was denied. */
    public FakeIntercom allow(String pathPrefix) {
        faults.allow(pathPrefix);
        return this;
    }

    /** Removes all injected faults, and allows all denied paths and scopes. */
    public FakeIntercom clearFaults() {
        faults.clearFaults();
        return this;
    }

    /** Simulates another client that keeps the company scroll open until {@link #releaseScroll()}. */
    public FakeIntercom holdScroll() {
        scroll.hold(true);
        return this;
    }

    /** Ends the scroll of the simulated client. */
    public FakeIntercom releaseScroll() {
        scroll.hold(false);
        return this;
    }

    /** Answers searches and lists that ask for larger pages with 502 from now on, as Intercom sometimes does. */
    public FakeIntercom largestPage(int size) {
        if (size < 1) {
            throw new IllegalArgumentException("size must be at least 1: " + size);
        }
        pages.setMostPerPage(size);
        return this;
    }

    /** Runs the hook before each answer, on the thread that answers, for example to edit between two pages. */
    public FakeIntercom beforeEach(Consumer<Request> hook) {
        handler.hook(requireNonNull(hook, "hook"));
        return this;
    }

    /**
     * Returns all requests so far, in the order of their answers.
     *
     * @throws IllegalStateException if it was started {@link FakeIntercomBuilder#withoutJournal()}
     */
    public List<Request> requests() {
        return journal.requests();
    }

    /** Returns the number of requests. */
    public long requestCount() {
        return journal.count();
    }

    /** Returns the windows of the rate limit that received requests, oldest first. */
    public List<RequestWindow> windows() {
        return rate.windows();
    }

    /** Returns the number of requests with that method and path prefix. Without a journal, write {@code *} for ids in the prefix. */
    public long requestCount(String method, String pathPrefix) {
        return journal.count(method, pathPrefix);
    }

    /** Clears the journal and sets the counts to 0. */
    public FakeIntercom forgetRequests() {
        journal.clear();
        return this;
    }

    /** Returns the versions of each call that the fake serves. */
    Map<String, String> served() {
        Map<String, String> served = routes.versions();
        CodeExchange.CALLS.forEach(call -> served.put(call, "all"));
        return served;
    }

    /** Stops the server. */
    @Override
    public void close() {
        server.close();
    }

    @Override
    public String toString() {
        return "FakeIntercom[" + url() + "]";
    }

    private URI decide(URI consentPage, boolean isApproved) {
        Map<String, String> query = QueryText.parse(requireNonNull(consentPage.getRawQuery(), "query"));
        String flaw = codes.flaw(query);
        if (flaw != null) {
            throw new IllegalArgumentException(flaw);
        }
        return URI.create(codes.decide(query, isApproved));
    }

    private FakeIntercom change(ObjectType resource, String id, Map<String, ?> values) {
        edits.change(resource, requireNonNull(id, "id"), values);
        return this;
    }

    private FakeIntercom refer(
            ObjectType owner, String id, String list, String reference, boolean isMember, boolean moves) {
        edits.refer(owner, id, list, requireNonNull(reference, "reference"), isMember, moves);
        return this;
    }

    private String known(ObjectType resource, String id) {
        if (truth().find(resource, id).isEmpty()) {
            throw new IllegalArgumentException("no " + resource.type() + " " + id + " in this workspace");
        }
        return id;
    }
}
