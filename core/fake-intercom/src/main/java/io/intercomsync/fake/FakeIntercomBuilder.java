package io.intercomsync.fake;

import static java.util.Objects.requireNonNull;

import io.intercomsync.fake.http.InjectedFault;
import io.intercomsync.fake.internal.api.ApiError;
import io.intercomsync.fake.internal.api.ServedVersion;
import io.intercomsync.fake.internal.generate.GeneratorSettings;
import io.intercomsync.fake.internal.oauth.RegisteredApp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** The settings of a fake. Each method checks its argument at once; nothing is opened before {@link #start()}. */
public final class FakeIntercomBuilder {

    private static final String USUAL_ID = "fakews01";
    /** As good as for ever, and no overflow where it is added to a time. */
    private static final Duration LONGEST = Duration.ofDays(3_650_000);

    Clock clock = Clock.systemUTC();
    int port;
    String token = "fake-token";

    @Nullable
    RegisteredApp app;

    private String workspaceId = USUAL_ID;
    ZoneId timezone = ZoneId.of("America/Los_Angeles");
    String apiVersion = "2.16";
    private long seed = 1;
    private int contacts;
    private int companies;
    private int conversations;
    private int parts = 12;
    private int longConversations;
    private int tags = -1;
    private int segments = -1;
    private int admins = -1;
    private int teams = -1;
    private Instant newest = Instant.parse("2026-06-30T12:00:00Z");
    int limit = 1_667;
    boolean isLimitTold = true;
    Duration latency = Duration.ZERO;
    Duration indexDelay = Duration.ZERO;
    boolean isCompressing;
    boolean isFast;
    boolean isJournalWhole = true;

    FakeIntercomBuilder() {}

    /** Sets the clock for edits, rate windows, scrolls, OAuth codes and the search index. The default is the system clock. */
    public FakeIntercomBuilder clock(Clock clock) {
        this.clock = requireNonNull(clock, "clock");
        return this;
    }

    /**
     * Sets the port. The default, 0, takes a free port.
     *
     * @throws IllegalArgumentException if it is not from 0 to 65535
     */
    public FakeIntercomBuilder port(int port) {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port must be from 0 to 65535: " + port);
        }
        this.port = port;
        return this;
    }

    /** Sets the access token that the fake accepts from its start. The default is {@code fake-token}. */
    public FakeIntercomBuilder token(String token) {
        this.token = requireNonNull(token, "token");
        return this;
    }

    /**
     * Registers the app of the Developer Hub that may connect this workspace by OAuth. Without it the fake refuses the
     * consent page and the exchange of codes.
     *
     * @param redirectUrl the only address to which the consent page sends browsers back
     */
    public FakeIntercomBuilder oauthApp(String clientId, String clientSecret, String redirectUrl) {
        this.app = new RegisteredApp(
                requireNonNull(clientId, "clientId"),
                requireNonNull(clientSecret, "clientSecret"),
                requireNonNull(redirectUrl, "redirectUrl"));
        return this;
    }

    /** Sets the id of the workspace. The default is {@code fakews01}. */
    public FakeIntercomBuilder workspaceId(String workspaceId) {
        this.workspaceId = requireNonNull(workspaceId, "workspaceId");
        return this;
    }

    /** Sets the time zone of the workspace. Up to API 2.16, contact search compares its days. The default is America/Los_Angeles. */
    public FakeIntercomBuilder timezone(ZoneId timezone) {
        this.timezone = requireNonNull(timezone, "timezone");
        return this;
    }

    /** Sets the version for requests that name none: 1.0 to 1.4, 2.0 to 2.17, or Preview. The default is 2.16. */
    public FakeIntercomBuilder apiVersion(String apiVersion) {
        requireNonNull(apiVersion, "apiVersion");
        try {
            ServedVersion.of(apiVersion);
        } catch (ApiError e) {
            throw new IllegalArgumentException("no such version of the API: " + apiVersion, e);
        }
        this.apiVersion = apiVersion;
        return this;
    }

    /** Sets the seed. Generated data depends only on the seed and the numbers of objects. The default is 1. */
    public FakeIntercomBuilder seed(long seed) {
        this.seed = seed;
        return this;
    }

    /** Sets the number of generated users and leads. Each is made when it is asked for. The default is 0. */
    public FakeIntercomBuilder contacts(int contacts) {
        this.contacts = notNegative(contacts, "contacts");
        return this;
    }

    /** Sets the number of generated companies. The default is 0. */
    public FakeIntercomBuilder companies(int companies) {
        this.companies = notNegative(companies, "companies");
        return this;
    }

    /** Sets the number of generated conversations. The default is 0. */
    public FakeIntercomBuilder conversations(int conversations) {
        this.conversations = notNegative(conversations, "conversations");
        return this;
    }

    /** Sets the largest number of parts of a generated conversation, at most 1,200. The default is 12. */
    public FakeIntercomBuilder parts(int parts) {
        if (parts < 0 || parts > 1_200) {
            throw new IllegalArgumentException("parts must be from 0 to 1200: " + parts);
        }
        this.parts = parts;
        return this;
    }

    /** Sets how many of the generated conversations have 501 to 1,200 parts. The default is 0. */
    public FakeIntercomBuilder longConversations(int longConversations) {
        this.longConversations = notNegative(longConversations, "longConversations");
        return this;
    }

    /** Sets the number of generated tags. The default is 24 if people, companies or conversations are generated, else 0. */
    public FakeIntercomBuilder tags(int tags) {
        this.tags = notNegative(tags, "tags");
        return this;
    }

    /** Sets the number of generated segments. The default is 12 if people, companies or conversations are generated, else 0. */
    public FakeIntercomBuilder segments(int segments) {
        this.segments = notNegative(segments, "segments");
        return this;
    }

    /** Sets the number of generated admins. The default is 12 if people, companies or conversations are generated, else 0. */
    public FakeIntercomBuilder admins(int admins) {
        this.admins = notNegative(admins, "admins");
        return this;
    }

    /** Sets the number of generated teams. The default is 4 if people, companies or conversations are generated, else 0. */
    public FakeIntercomBuilder teams(int teams) {
        this.teams = notNegative(teams, "teams");
        return this;
    }

    /** Sets the newest time in generated data, which covers the three years before. The default is 2026-06-30T12:00:00Z. */
    public FakeIntercomBuilder newest(Instant newest) {
        this.newest = requireNonNull(newest, "newest");
        return this;
    }

    /** Sets how many requests the fake accepts in each window of 10 seconds. The default is 1,667. */
    public FakeIntercomBuilder limit(int perTenSeconds) {
        if (perTenSeconds < 1) {
            throw new IllegalArgumentException("the limit must be at least 1: " + perTenSeconds);
        }
        this.limit = perTenSeconds;
        return this;
    }

    /** Sets a limit that no client reaches. */
    public FakeIntercomBuilder unthrottled() {
        return limit(1_000_000_000);
    }

    /** Keeps the limit, but sends no headers about it. */
    public FakeIntercomBuilder withoutRateHeaders() {
        this.isLimitTold = false;
        return this;
    }

    /** Sets the least time that each answer takes. Any number of requests may wait at once. The default is zero. */
    public FakeIntercomBuilder latency(Duration latency) {
        this.latency = notNegative(latency, "latency");
        return this;
    }

    /** Sets the time after which searches and lists show a new, edited or deleted contact or conversation. The default is zero. */
    public FakeIntercomBuilder indexDelay(Duration indexDelay) {
        this.indexDelay = notNegative(indexDelay, "indexDelay");
        return this;
    }

    /** Compresses answers to requests that accept gzip. By default the fake sends them uncompressed. */
    public FakeIntercomBuilder gzip() {
        this.isCompressing = true;
        return this;
    }

    /**
     * Uses the JDK's own server instead of WireMock, for benchmarks and large tests: each request takes a fraction of
     * the CPU. {@link InjectedFault#reset()} then closes the connection instead of resetting it.
     */
    public FakeIntercomBuilder fast() {
        this.isFast = true;
        return this;
    }

    /** Counts requests without keeping them. {@link FakeIntercom#requests()} then throws. */
    public FakeIntercomBuilder withoutJournal() {
        this.isJournalWhole = false;
        return this;
    }

    /**
     * Starts the server.
     *
     * @throws java.io.UncheckedIOException if the port is not free
     */
    public FakeIntercom start() {
        return new FakeIntercom(this);
    }

    boolean isGenerated() {
        return contacts + (long) companies + conversations > 0;
    }

    private int orUsual(int asked, int usual) {
        return asked >= 0 ? asked : isGenerated() ? usual : 0;
    }

    GeneratorSettings sizes() {
        return new GeneratorSettings(
                seed,
                contacts,
                companies,
                conversations,
                parts,
                longConversations,
                orUsual(tags, 24),
                orUsual(segments, 12),
                orUsual(admins, 12),
                orUsual(teams, 4),
                newest.getEpochSecond(),
                workspaceId);
    }

    private static int notNegative(int value, String name) {
        if (value < 0) {
            throw new IllegalArgumentException(name + " must not be negative: " + value);
        }
        return value;
    }

    private static Duration notNegative(Duration value, String name) {
        requireNonNull(value, name);
        if (value.isNegative()) {
            throw new IllegalArgumentException(name + " must not be negative: " + value);
        }
        return value.compareTo(LONGEST) < 0 ? value : LONGEST;
    }
}
