package io.intercomsync.quickstart;

import static io.intercomsync.quickstart.SettingNames.API_VERSION;
import static io.intercomsync.quickstart.SettingNames.BASE_URL;
import static io.intercomsync.quickstart.SettingNames.COLLECTIONS;
import static io.intercomsync.quickstart.SettingNames.FLUSH_EVERY;
import static io.intercomsync.quickstart.SettingNames.HUB;
import static io.intercomsync.quickstart.SettingNames.PASSWORD;
import static io.intercomsync.quickstart.SettingNames.RETRY_FOR;
import static io.intercomsync.quickstart.SettingNames.SCHEMA;
import static io.intercomsync.quickstart.SettingNames.SWEEP_INTERVAL;
import static io.intercomsync.quickstart.SettingNames.SYNC_EVERY;
import static io.intercomsync.quickstart.SettingNames.TOKEN;
import static io.intercomsync.quickstart.SettingNames.URL;
import static io.intercomsync.quickstart.SettingNames.USER;

import io.intercomsync.ApiVersion;
import io.intercomsync.IntercomClient;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.jdbc.JdbcSink;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The settings of the program, from environment variables. */
final class QuickstartSettings {
    private final Environment environment;
    private final boolean isFake;

    /** @param isFake whether to copy the fake Intercom, whatever the environment says */
    QuickstartSettings(Map<String, String> environment, boolean isFake) {
        this.environment = new Environment(environment);
        this.isFake = isFake;
    }

    /** Returns the access token; {@code null} for the fake Intercom. */
    @Nullable
    String token() {
        return isFake ? null : environment.value(TOKEN);
    }

    /** Returns the reason why the program reads the fake Intercom. */
    String whyFake() {
        return isFake ? "--fake is given" : TOKEN + " is not set";
    }

    /**
     * Refuses settings that could read or write the wrong place: a variable that is misspelt, or is set but blank, and a
     * place for rows without a token, which would get the rows of the fake. Refuses wrong values before anything is read.
     *
     * @throws UnusableSettingException if there is such a setting
     */
    void refuseDoubtful() {
        environment.refuseMisspelt(this::isUsed);
        SettingNames.ALL.stream()
                .filter(name -> isUsed(name) && !SettingNames.MAY_BE_BLANK.contains(name))
                .forEach(environment::refuseBlank);
        if (!isFake && token() == null) {
            SettingNames.OF_PLACE.forEach(this::refuseWithoutToken);
        }
        collections();
        sweepInterval();
        every();
        hub();
        flushEvery();
    }

    private boolean isUsed(String name) {
        return !isFake || !SettingNames.OF_WORKSPACE.contains(name);
    }

    private void refuseWithoutToken(String name) {
        if (environment.value(name) != null) {
            throw new UnusableSettingException(name + " is set, but " + TOKEN + " is not: set it to the access token of"
                    + " your app, or start with --fake to copy the bundled fake Intercom");
        }
    }

    /**
     * Returns the URL of the warehouse. It keeps a file of H2 open until a stopped run has printed its report;
     * otherwise H2 closes its files as soon as the JVM begins to end.
     */
    String jdbcUrl() {
        String url = environment.value(URL, "jdbc:duckdb:warehouse.duckdb");
        boolean closesAtOnce = url.matches("jdbc:h2:(?!tcp:|ssl:).*")
                && !url.toUpperCase(Locale.ROOT).contains("DB_CLOSE_ON_EXIT");
        return closesAtOnce ? url + ";DB_CLOSE_ON_EXIT=FALSE" : url;
    }

    /** Returns the user of the warehouse; {@code null} if there is none. */
    @Nullable
    String user() {
        return environment.value(USER);
    }

    /** Returns the password with all its blanks; {@code null} if there is none. */
    @Nullable
    String password() {
        return environment.exactly(PASSWORD);
    }

    /** Returns the schema for the tables. */
    String schema() {
        return environment.value(SCHEMA, "intercom");
    }

    /** Returns the texts that no output may show. */
    Secrets secrets() {
        return new Secrets(jdbcUrl(), token(), password());
    }

    /**
     * Returns a client for the Intercom workspace of the environment.
     *
     * @throws UnusableSettingException if a value cannot be right
     */
    IntercomClient intercom(String token) {
        IntercomClient.Builder client = Environment.checked(
                TOKEN,
                "an access token, on one line and without blanks or quotes",
                () -> IntercomClient.builder(token));
        environment.set(
                BASE_URL, "an address such as https://api.eu.intercom.io", url -> client.baseUrl(URI.create(url)));
        return built(client);
    }

    /**
     * Returns a client for the fake at that address.
     *
     * @throws UnusableSettingException if a value cannot be right
     */
    IntercomClient fake(String token, String url) {
        return built(IntercomClient.builder(token).baseUrl(URI.create(url)));
    }

    private IntercomClient built(IntercomClient.Builder client) {
        client.maxRetryDuration(Duration.ofMinutes(1));
        environment.set(
                RETRY_FOR, "a duration such as PT1M", text -> client.maxRetryDuration(Environment.duration(text)));
        environment.set(API_VERSION, "a version such as 2.16", version -> client.apiVersion(ApiVersion.of(version)));
        return Environment.checked(
                BASE_URL,
                "an https address: plain http would send the token unencrypted, so it is for this machine only",
                client::build);
    }

    /**
     * Returns the warehouse of the environment.
     *
     * @throws UnusableSettingException if a value cannot be right
     */
    JdbcSink warehouse() {
        JdbcSink.Builder sink = Environment.checked(
                URL, "the URL of a database, such as jdbc:duckdb:warehouse.duckdb", () -> JdbcSink.builder(jdbcUrl()));
        environment.set(SCHEMA, "the name of a schema", sink::schema);
        if (user() != null) {
            sink.user(user());
        }
        if (password() != null) {
            sink.password(password());
        }
        return sink.writerWait(Duration.ofSeconds(5)).build();
    }

    /**
     * Returns the collections to read. The default is all nine.
     *
     * @throws UnusableSettingException if a name is not a collection
     */
    Set<IntercomCollection> collections() {
        String names = environment.value(COLLECTIONS);
        if (names == null) {
            return EnumSet.allOf(IntercomCollection.class);
        }
        Set<IntercomCollection> chosen = EnumSet.noneOf(IntercomCollection.class);
        for (String name : names.split(",", -1)) {
            if (!name.isBlank()) {
                chosen.add(collection(name.strip()));
            }
        }
        if (chosen.isEmpty()) {
            throw new UnusableSettingException("SYNC_COLLECTIONS names no collection");
        }
        return chosen;
    }

    private static IntercomCollection collection(String name) {
        List<String> known = Arrays.stream(IntercomCollection.values())
                .map(IntercomCollection::tableName)
                .toList();
        return Arrays.stream(IntercomCollection.values())
                .filter(collection -> collection.tableName().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new UnusableSettingException(
                        "SYNC_COLLECTIONS names " + name + ", which is not one of " + String.join(", ", known)));
    }

    /**
     * Returns the time between two sweeps for deleted objects; {@code null} for the library's default.
     *
     * @throws UnusableSettingException if it is no duration
     */
    @Nullable
    Duration sweepInterval() {
        return environment.durationOf(SWEEP_INTERVAL);
    }

    /**
     * Returns the time from the start of one run to the next; {@code null} to run once.
     *
     * @throws UnusableSettingException if it is no duration
     */
    @Nullable
    Duration every() {
        return environment.intervalOf(SYNC_EVERY);
    }

    /**
     * Returns the file of the hub between Intercom and the warehouse; {@code null} to write to the warehouse at once.
     *
     * @throws UnusableSettingException if it is no path
     */
    @Nullable
    Path hub() {
        String file = environment.value(HUB);
        return file == null ? null : Environment.checked(HUB, "the path of a file", () -> Path.of(file));
    }

    /**
     * Returns the time from the start of one write of the hub to the warehouse to the next; {@code null} to write once. The
     * default is the interval of the runs.
     *
     * @throws UnusableSettingException if it is no duration, or if there is no hub or no interval of the runs
     */
    @Nullable
    Duration flushEvery() {
        Duration every = environment.intervalOf(FLUSH_EVERY);
        if (every != null && hub() == null) {
            throw new UnusableSettingException(
                    "FLUSH_EVERY is set, but HUB is not: set it to the path of the hub's file");
        }
        if (every != null && every() == null) {
            throw new UnusableSettingException(
                    "FLUSH_EVERY is set, but SYNC_EVERY is not: set it to the time between two reads of Intercom");
        }
        return every == null ? every() : every;
    }
}
