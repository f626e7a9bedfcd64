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
import io.intercomsync.fake.internal.server.FaultPlan;
import io.intercomsync.fake.internal.server.HttpFrontend;
import io.intercomsync.fake.internal.server.JdkFrontend;
import io.intercomsync.fake.internal.server.RateLimit;
import io.intercomsync.fake.internal.server.RequestHandler;
import io.intercomsync.fake.internal.server.RequestJournal;
import io.intercomsync.fake.internal.server.WireMockFrontend;
import io.intercomsync.fake.internal.workspace.Workspace;
import io.intercomsync.fake.internal.workspace.WorkspaceEdits;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A whole Intercom workspace behind Intercom's REST API, 1.x and 2.x, on a loopback port: Intercom's paging, limits,
 * headers, error bodies and differences between versions, with data that is generated, made by hand, or both.
 *
 * <pre>{@code
 * try (FakeIntercom intercom = FakeIntercom.start()) {
 *     intercom.contact("u1", Map.of("name", "Ada", "tags", List.of("t1"))).tag("t1", "VIP");
 *     intercom.failNext(502);
 *     // point the client at intercom.url() with intercom.token()
 * }
 * }</pre>
 *
 * <p>All methods may be called from any thread while it serves. Objects are maps with Intercom's own keys. What edits them
 * sets updated_at to the clock's time, unless the values name it or the method says otherwise; ids that it does not
 * know are an {@link IllegalArgumentException}.
 */
public final class FakeIntercom implements AutoCloseable {

    private final String token;
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
                workspace, routes, rate, faults, journal, token, builder.apiVersion, builder.latency.toMillis());
        server = builder.isFast
                ? new JdkFrontend(builder.port, handler, builder.isCompressing)
                : new WireMockFrontend(builder.port, handler, builder.isCompressing);
    }

    /** Starts one with an empty workspace and the defaults of {@link FakeIntercomBuilder}. */
    public static FakeIntercom start() {
        return builder().start();
    }

    /** A fake with other settings. */
    public static FakeIntercomBuilder builder() {
        return new FakeIntercomBuilder();
    }

    /** The base URL, like {@code http://127.0.0.1:12345}. */
    public String url() {
        return "http://127.0.0.1:" + port();
    }

    /** The port. */
    public int port() {
        return server.port();
    }

    /** The access token; any other is answered with 401. */
    public String token() {
        return token;
    }

    /** The id of the workspace, as in {@code app.id_code} of {@code /me}. */
    public String workspaceId() {
        return workspace.sizes.workspaceId();
    }

    /** Makes a user of that id with plain values. */
    public FakeIntercom contact(String id) {
        return contact(id, Map.of());
    }

    /**
     * Makes a contact, or changes one. The values replace those of the same keys; where nothing is said, it is a user with
     * plain values.
     *
     * @param values "tags", "companies" and "segments" are lists of ids, "notes" and "social_profiles" of objects; null
     *     and unknown keys are served as they are
     */
    public FakeIntercom contact(String id, Map<String, ?> values) {
        return change(ObjectType.CONTACTS, id, values);
    }

    /** Makes a company of that id with plain values, which lists show until someone belonged to it and left. */
    public FakeIntercom company(String id) {
        return company(id, Map.of());
    }

    /**
     * Makes a company, or changes one.
     *
     * @param values "tags" and "segments" are lists of ids; without "user_count" its contacts are counted
     */
    public FakeIntercom company(String id, Map<String, ?> values) {
        return change(ObjectType.COMPANIES, id, values);
    }

    /** Makes a conversation of that id with plain values, without contacts and parts. */
    public FakeIntercom conversation(String id) {
        return conversation(id, Map.of());
    }

    /**
     * Makes a conversation, or changes one. A new one is as old as its oldest part, and was changed last with its newest one.
     * Its statistics follow from its parts.
     *
     * @param values "contacts", "tags" and "teammates" are lists of ids, "conversation_parts" of objects, oldest first,
     *     completed with plain values; what "statistics" names wins over what follows from the parts
     */
    public FakeIntercom conversation(String id, Map<String, ?> values) {
        return change(ObjectType.CONVERSATIONS, id, values);
    }

    /** Makes a segment, or changes one. */
    public FakeIntercom segment(String id, Map<String, ?> values) {
        return change(ObjectType.SEGMENTS, id, values);
    }

    /** Makes a tag, or renames one. */
    public FakeIntercom tag(String id, String name) {
        return change(ObjectType.TAGS, id, Map.of("name", name));
    }

    /** Makes an admin, or changes one. */
    public FakeIntercom admin(String id, Map<String, ?> values) {
        return change(ObjectType.ADMINS, id, values);
    }

    /** Makes a team, or changes one. */
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

    /** Serves the object exactly as it is given, in place of any with its "id"; for odd and broken shapes. */
    public FakeIntercom put(ObjectType resource, Map<String, ?> whole) {
        edits.put(resource, whole);
        return this;
    }

    /**
     * Deletes an object for good, though a late index goes on showing it for a while. A conversation is told by
     * {@code /conversations/deleted} from then on.
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

    /** Archives a contact: it is absent everywhere until it is unarchived. */
    public FakeIntercom archive(String contact) {
        edits.archive(contact);
        return this;
    }

    /** Brings an archived contact back as it was. */
    public FakeIntercom unarchive(String contact) {
        edits.unarchive(contact);
        return this;
    }

    /** Makes a lead a user: same id, other role. */
    public FakeIntercom becomeUser(String lead) {
        return contact(known(ObjectType.CONTACTS, lead), Map.of("role", "user", "signed_up_at", workspace.now()));
    }

    /** Tags a contact; does not move its updated_at. */
    public FakeIntercom tagContact(String contact, String tag) {
        return refer(ObjectType.CONTACTS, contact, "tags", tag, true, false);
    }

    /** Takes a tag off a contact; does not move its updated_at. */
    public FakeIntercom untagContact(String contact, String tag) {
        return refer(ObjectType.CONTACTS, contact, "tags", tag, false, false);
    }

    /** Tags a conversation. */
    public FakeIntercom tagConversation(String conversation, String tag) {
        return refer(ObjectType.CONVERSATIONS, conversation, "tags", tag, true, true);
    }

    /** Takes a tag off a conversation. */
    public FakeIntercom untagConversation(String conversation, String tag) {
        return refer(ObjectType.CONVERSATIONS, conversation, "tags", tag, false, true);
    }

    /** Puts a contact into a segment; does not move its updated_at. */
    public FakeIntercom enterSegment(String contact, String segment) {
        return refer(ObjectType.CONTACTS, contact, "segments", segment, true, false);
    }

    /** Takes a contact out of a segment; does not move its updated_at. */
    public FakeIntercom leaveSegment(String contact, String segment) {
        return refer(ObjectType.CONTACTS, contact, "segments", segment, false, false);
    }

    /** Puts a contact into a company. */
    public FakeIntercom joinCompany(String contact, String company) {
        return refer(ObjectType.CONTACTS, contact, "companies", company, true, true);
    }

    /** Takes a contact out of a company. When the last one leaves, lists no longer show the company, though it exists. */
    public FakeIntercom leaveCompany(String contact, String company) {
        edits.leaveCompany(contact, company);
        return this;
    }

    /** Adds a part at the end of a conversation and returns its id. Values that are not named are plain ones. */
    public String addPart(String conversation, Map<String, ?> values) {
        return edits.addPart(conversation, values);
    }

    /** Redacts a part: its body and attachments are gone, its and the conversation's updated_at move. */
    public FakeIntercom redactPart(String conversation, String part) {
        edits.redactPart(conversation, part);
        return this;
    }

    /** Hides a contact from search and list until the clock says so; it is still found by its id. */
    public FakeIntercom searchableFrom(String contact, Instant time) {
        edits.searchableFrom(contact, time.toEpochMilli());
        return this;
    }

    /** What the workspace holds, in full. */
    public Truth truth() {
        return new Truth(workspace);
    }

    /** The next request is answered with that error. */
    public FakeIntercom failNext(int status) {
        return failNext(status, 1);
    }

    /** The next requests are answered with that error. */
    public FakeIntercom failNext(int status, int times) {
        return fail(any -> true, InjectedFault.status(status), times);
    }

    /**
     * The next requests to paths with that prefix go wrong, like {@code /contacts/search}.
     *
     * @param times how many; {@link Integer#MAX_VALUE} for all
     */
    public FakeIntercom fail(String pathPrefix, InjectedFault fault, int times) {
        requireNonNull(pathPrefix, "pathPrefix");
        return fail(request -> request.path().startsWith(pathPrefix), fault, times);
    }

    /**
     * The next requests of that kind go wrong. Of several plans that fit a request the oldest is carried out.
     *
     * @param times how many; {@link Integer#MAX_VALUE} for all
     */
    public FakeIntercom fail(Predicate<Request> which, InjectedFault fault, int times) {
        faults.plan(requireNonNull(which, "which"), requireNonNull(fault, "fault"), times);
        return this;
    }

    /** Takes away the permission for all paths with that prefix, like {@code /companies/list}. */
    public FakeIntercom deny(String pathPrefix, int status) {
        faults.deny(pathPrefix, status);
        return this;
    }

    /** Gives back the permission that was denied for that prefix. */
    public FakeIntercom allow(String pathPrefix) {
        faults.allow(pathPrefix);
        return this;
    }

    /** Forgets all planned faults and gives back all permissions. */
    public FakeIntercom heal() {
        faults.heal();
        return this;
    }

    /** Another client has the company scroll open until {@link #releaseScroll()}. */
    public FakeIntercom holdScroll() {
        scroll.hold(true);
        return this;
    }

    /** The other client's scroll is over. */
    public FakeIntercom releaseScroll() {
        scroll.hold(false);
        return this;
    }

    /** From now on answers searches and lists with page sizes above that one with 502, as Intercom sometimes does. */
    public FakeIntercom largestPage(int size) {
        if (size < 1) {
            throw new IllegalArgumentException("size must be at least 1: " + size);
        }
        pages.setMostPerPage(size);
        return this;
    }

    /** Runs before each request is answered, on the thread that answers it; for an edit between two pages, say. */
    public FakeIntercom beforeEach(Consumer<Request> hook) {
        handler.hook(requireNonNull(hook, "hook"));
        return this;
    }

    /**
     * All requests so far, in the order of their answers.
     *
     * @throws IllegalStateException if it was started {@link FakeIntercomBuilder#withoutJournal()}
     */
    public List<Request> requests() {
        return journal.requests();
    }

    /** How many requests there were. */
    public long requestCount() {
        return journal.count();
    }

    /** How many requests each window of the rate limit saw, oldest first; windows without any are left out. */
    public List<RequestWindow> windows() {
        return rate.windows();
    }

    /** How many there were of that method to paths with that prefix; without a journal, ids in paths count as {@code *}. */
    public long requestCount(String method, String pathPrefix) {
        return journal.count(method, pathPrefix);
    }

    /** Empties the journal and sets the counts to 0. */
    public FakeIntercom forgetRequests() {
        journal.clear();
        return this;
    }

    /** The versions of each call that it serves. */
    Map<String, String> served() {
        return routes.versions();
    }

    /** Stops serving. */
    @Override
    public void close() {
        server.close();
    }

    @Override
    public String toString() {
        return "FakeIntercom[" + url() + "]";
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
