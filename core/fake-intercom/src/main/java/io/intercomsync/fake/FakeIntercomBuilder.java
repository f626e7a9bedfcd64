package io.intercomsync.fake;

import static java.util.Objects.requireNonNull;

import io.intercomsync.fake.http.InjectedFault;
import io.intercomsync.fake.internal.api.ApiError;
import io.intercomsync.fake.internal.api.ServedVersion;
import io.intercomsync.fake.internal.generate.GeneratorSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** The settings of a fake. Each method checks its argument at once; nothing is opened before {@link #start()}. */
public final class FakeIntercomBuilder {

    private static final String USUAL_ID = "fakews01";
    /** As good as for ever, and no overflow where it is added to a time. */
    private static final Duration LONGEST = Duration.ofDays(3_650_000);

    Clock clock = Clock.systemUTC();
    int port;
    String token = "fake-token";
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

    /** Tells the time: of edits, rate windows, scrolls and the search index. The default is the system's. */
    public FakeIntercomBuilder clock(Clock clock) {
        this.clock = requireNonNull(clock, "clock");
        return this;
    }

    /**
     * The port; 0, the default, takes a free one.
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

    /** The one access token that is let in. The default is {@code fake-token}. */
    public FakeIntercomBuilder token(String token) {
        this.token = requireNonNull(token, "token");
        return this;
    }

    /** The id of the workspace. The default is {@code fakews01}. */
    public FakeIntercomBuilder workspaceId(String workspaceId) {
        this.workspaceId = requireNonNull(workspaceId, "workspaceId");
        return this;
    }

    /** The zone of the workspace, whose days bound contact search up to 2.16. The default is America/Los_Angeles. */
    public FakeIntercomBuilder timezone(ZoneId timezone) {
        this.timezone = requireNonNull(timezone, "timezone");
        return this;
    }

    /** The version for requests that name none, from 1.0 to 1.4, from 2.0 to 2.17, or Preview. The default is 2.16. */
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

    /** What generated data depends on, beside the sizes. The default is 1. */
    public FakeIntercomBuilder seed(long seed) {
        this.seed = seed;
        return this;
    }

    /** So many generated users and leads, made when asked for; the default is 0. */
    public FakeIntercomBuilder contacts(int contacts) {
        this.contacts = notNegative(contacts, "contacts");
        return this;
    }

    /** So many generated companies; the default is 0. */
    public FakeIntercomBuilder companies(int companies) {
        this.companies = notNegative(companies, "companies");
        return this;
    }

    /** So many generated conversations; the default is 0. */
    public FakeIntercomBuilder conversations(int conversations) {
        this.conversations = notNegative(conversations, "conversations");
        return this;
    }

    /** The most parts of a generated conversation, up to 1,200; the default is 12. */
    public FakeIntercomBuilder parts(int parts) {
        if (parts < 0 || parts > 1_200) {
            throw new IllegalArgumentException("parts must be from 0 to 1200: " + parts);
        }
        this.parts = parts;
        return this;
    }

    /** So many of the generated conversations have from 501 to 1,200 parts; the default is 0. */
    public FakeIntercomBuilder longConversations(int longConversations) {
        this.longConversations = notNegative(longConversations, "longConversations");
        return this;
    }

    /** So many generated tags; the default is 24 where people or conversations are generated, else 0. */
    public FakeIntercomBuilder tags(int tags) {
        this.tags = notNegative(tags, "tags");
        return this;
    }

    /** So many generated segments; the default is 12 where people or conversations are generated, else 0. */
    public FakeIntercomBuilder segments(int segments) {
        this.segments = notNegative(segments, "segments");
        return this;
    }

    /** So many generated admins; the default is 12 where people or conversations are generated, else 0. */
    public FakeIntercomBuilder admins(int admins) {
        this.admins = notNegative(admins, "admins");
        return this;
    }

    /** So many generated teams; the default is 4 where people or conversations are generated, else 0. */
    public FakeIntercomBuilder teams(int teams) {
        this.teams = notNegative(teams, "teams");
        return this;
    }

    /** The newest time in generated data, which reaches back three years. The default is 2026-06-30T12:00:00Z. */
    public FakeIntercomBuilder newest(Instant newest) {
        this.newest = requireNonNull(newest, "newest");
        return this;
    }

    /** The requests let through in each window of 10 seconds. The default is 1,667. */
    public FakeIntercomBuilder limit(int perTenSeconds) {
        if (perTenSeconds < 1) {
            throw new IllegalArgumentException("the limit must be at least 1: " + perTenSeconds);
        }
        this.limit = perTenSeconds;
        return this;
    }

    /** A limit that nobody reaches. */
    public FakeIntercomBuilder unthrottled() {
        return limit(1_000_000_000);
    }

    /** Keeps the limit but does not tell it in headers. */
    public FakeIntercomBuilder withoutRateHeaders() {
        this.isLimitTold = false;
        return this;
    }

    /** How long each answer takes at least; any number of them wait side by side. The default is no time. */
    public FakeIntercomBuilder latency(Duration latency) {
        this.latency = notNegative(latency, "latency");
        return this;
    }

    /** How long searches and lists know no new, edited or deleted contact or conversation. The default is no time. */
    public FakeIntercomBuilder indexDelay(Duration indexDelay) {
        this.indexDelay = notNegative(indexDelay, "indexDelay");
        return this;
    }

    /** Compresses answers where the request accepts gzip. The default does not. */
    public FakeIntercomBuilder gzip() {
        this.isCompressing = true;
        return this;
    }

    /**
     * Serves with a fraction of the CPU for each request, from the JDK's own server instead of WireMock, for benchmarks
     * and large tests. {@link InjectedFault#reset()} then closes the connection instead of resetting it.
     */
    public FakeIntercomBuilder fast() {
        this.isFast = true;
        return this;
    }

    /** Keeps counts of requests, but not the requests. */
    public FakeIntercomBuilder withoutJournal() {
        this.isJournalWhole = false;
        return this;
    }

    /**
     * Starts serving.
     *
     * @throws java.io.UncheckedIOException if it cannot listen on its port, as when another program does
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
