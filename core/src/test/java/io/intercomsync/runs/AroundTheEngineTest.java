package io.intercomsync.runs;

import static io.intercomsync.collection.IntercomCollection.CONVERSATIONS;
import static io.intercomsync.collection.IntercomCollection.CONVERSATION_PARTS;
import static io.intercomsync.collection.IntercomCollection.TAGS;
import static io.intercomsync.collection.IntercomCollection.USERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.intercomsync.ClientInternals;
import io.intercomsync.IntercomClient;
import io.intercomsync.SyncEngine;
import io.intercomsync.SyncListener;
import io.intercomsync.error.SinkException;
import io.intercomsync.error.SyncFailedException;
import io.intercomsync.fake.FakeIntercom;
import io.intercomsync.internal.pace.FakeTime;
import io.intercomsync.report.CollectionReport;
import io.intercomsync.report.Progress;
import io.intercomsync.report.Status;
import io.intercomsync.report.SyncReport;
import io.intercomsync.sink.InMemorySink;
import io.intercomsync.sink.Sink;
import io.intercomsync.testing.BreakingSink;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is an application's own, around the engine, may go wrong: its listener, its sink, a client that is closed too soon. */
class AroundTheEngineTest {
    private final FakeIntercom fake =
            FakeIntercom.builder().unthrottled().contacts(40).conversations(300).start();
    private final IntercomClient client =
            IntercomClient.builder(fake.token()).baseUrl(URI.create(fake.url())).build();
    private final InMemorySink sink = new InMemorySink();

    @AfterEach
    void close() {
        client.close();
        fake.close();
    }

    @Test
    void a_listener_that_throws_does_no_harm() {
        SyncReport report = SyncEngine.builder(client, sink)
                .listener(progress -> {
                    throw new AssertionError("not as expected");
                })
                .build()
                .sync();

        assertThat(report.status()).as(report.toTable()).isEqualTo(Status.COMPLETE);
    }

    @Test
    void each_run_counts_its_threads_from_one() {
        Set<String> names = ConcurrentHashMap.newKeySet();
        SyncEngine engine = SyncEngine.builder(client, sink)
                .collections(TAGS)
                .listener(progress -> names.add(Thread.currentThread().getName()))
                .build();

        engine.sync();
        engine.sync();

        assertThat(names).isSubsetOf("intercom-sync-reader-1", "intercom-sync-reader-2");
    }

    @Test
    void a_listener_hears_how_each_run_ended() {
        Ends ends = new Ends();
        fake.deny("/tags", 403);

        SyncReport report =
                SyncEngine.builder(client, sink).listener(ends).build().sync();
        Sink broken = new BreakingSink(sink, changes -> changes.feed().equals("admins"));
        assertThatThrownBy(SyncEngine.builder(client, broken).listener(ends).build()::sync)
                .isInstanceOf(SyncFailedException.class);

        assertThat(ends.heard).hasSize(2);
        assertThat(ends.heard.get(0)).isEqualTo(report);
        assertThat(ends.heard.get(0).status()).isEqualTo(Status.FORBIDDEN);
        assertThat(ends.heard.get(1).status()).isEqualTo(Status.FAILED);
    }

    /** Keeps the reports. */
    private static final class Ends implements SyncListener {
        private final List<SyncReport> heard = new ArrayList<>();

        @Override
        public void onProgress(Progress progress) {}

        @Override
        public void onEnd(SyncReport report) {
            heard.add(report);
        }
    }

    @Test
    void a_client_that_is_closed_ends_the_run_and_is_no_fault_of_the_objects_it_was_asking_for() {
        AtomicInteger details = new AtomicInteger();
        fake.beforeEach(request -> {
            if (request.path().startsWith("/conversations/") && details.incrementAndGet() == 30) {
                client.close();
            }
        });

        SyncReport report = failed(SyncEngine.builder(client, sink).collections(CONVERSATIONS, CONVERSATION_PARTS));

        CollectionReport conversations = report.collection(CONVERSATIONS);
        assertThat(conversations.status()).isEqualTo(Status.FAILED);
        assertThat(conversations.message()).isNotNull().startsWith("The client is closed");
        assertThat(conversations.faults()).isEmpty();
        assertThat(sink.rows(CONVERSATIONS)).hasSizeLessThan(300);
    }

    @Test
    void a_client_that_was_closed_before_says_so() {
        client.close();

        SyncReport report = failed(SyncEngine.builder(client, sink));

        assertThat(report.collection(USERS).message()).isNotNull().startsWith("The client is closed");
    }

    @Test
    void a_sink_that_fails_by_a_mistake_of_its_own_is_told_by_the_kind_of_mistake() {
        Sink mistaken = changes -> {
            throw new IndexOutOfBoundsException();
        };

        SyncReport report = failed(SyncEngine.builder(client, mistaken).collections(TAGS));

        assertThat(report.collection(TAGS).message())
                .isEqualTo("The sink failed: its method write failed with a java.lang.IndexOutOfBoundsException");
    }

    @Test
    void a_sink_that_was_interrupted_ends_the_run_though_its_thread_does_not_know_any_more() {
        AtomicInteger writes = new AtomicInteger();
        Sink forgetful = changes -> {
            writes.incrementAndGet();
            throw new SinkException("Cannot wait for the disk", new InterruptedException());
        };

        try {
            SyncReport report = SyncEngine.builder(client, forgetful).build().sync();

            assertThat(Thread.currentThread().isInterrupted()).isTrue();
            assertThat(writes).hasValue(1);
            assertThat(report.status()).as(report.toTable()).isEqualTo(Status.STOPPED);
            assertThat(report.collections()).noneMatch(collection -> collection.status() == Status.COMPLETE);
        } finally {
            Thread.interrupted();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 5, 20, 100, 400})
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void K77_a_clock_that_fails_ends_the_run_and_is_told(int times) {
        AtomicInteger asked = new AtomicInteger();
        FakeTime time = new FakeTime();
        Clock broken = new Clock() {
            @Override
            public Instant instant() {
                if (asked.getAndIncrement() >= times) {
                    throw new NoClassDefFoundError("clock");
                }
                return time.instant();
            }

            @Override
            public ZoneId getZone() {
                return time.getZone();
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return time.withZone(zone);
            }
        };
        try (IntercomClient late = ClientInternals.time(
                        IntercomClient.builder(fake.token()).baseUrl(URI.create(fake.url())), broken, time)
                .build()) {
            SyncReport report = failed(SyncEngine.builder(late, sink));

            assertThat(report.toTable()).contains("NoClassDefFoundError");
        }
    }

    @Test
    void K80_attempts_that_got_no_answer_count_as_requests() throws IOException {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        FakeTime time = new FakeTime();
        try (IntercomClient unheard = ClientInternals.time(
                        IntercomClient.builder(fake.token())
                                .baseUrl(URI.create("http://127.0.0.1:" + port))
                                .maxRetryDuration(Duration.ofSeconds(10)),
                        time,
                        time)
                .build()) {
            SyncReport report = failed(SyncEngine.builder(unheard, sink));

            assertThat(report.requests())
                    .as(report.toTable())
                    .isEqualTo(time.sleeps().size() + 1L);
            assertThat(time.sleeps()).hasSizeGreaterThan(1);
        }
    }

    @Test
    void K77_a_thread_factory_that_makes_no_thread_is_told() {
        SyncReport report = failed(SyncEngine.builder(client, sink).threadFactory(work -> null));

        assertThat(report.collections())
                .allSatisfy(collection -> assertThat(collection.message())
                        .isEqualTo("The thread factory failed: its method newThread returned null"));
    }

    @Test
    void K77_feeds_that_get_no_thread_to_call_side_by_side_fail_and_the_next_run_goes_on() {
        AtomicInteger made = new AtomicInteger();
        // one feed alone: the threads of others would be free for its calls once they have ended
        SyncEngine.Builder engine = SyncEngine.builder(client, sink)
                .collections(CONVERSATIONS, CONVERSATION_PARTS)
                .threadFactory(work -> {
                    if (made.incrementAndGet() > 1) {
                        throw new OutOfMemoryError("unable to create native thread");
                    }
                    return new Thread(work);
                });

        SyncReport report = failed(engine);

        assertThat(report.collection(CONVERSATIONS).status()).isEqualTo(Status.FAILED);
        assertThat(report.collection(CONVERSATION_PARTS).status()).isEqualTo(Status.FAILED);
        assertThat(SyncEngine.builder(client, sink).build().sync().status()).isEqualTo(Status.COMPLETE);
    }

    @Test
    void K78_a_sinks_own_words_are_told_on_one_line_without_those_of_its_database() {
        Sink talkative = changes -> {
            SQLException cause = new SQLException("Key (email)=(anna@example.com) exists");
            throw new SinkException("Cannot store rows\nof " + changes.feed() + ": " + cause.getMessage(), cause);
        };

        SyncReport report = failed(SyncEngine.builder(client, talkative).collections(TAGS));

        assertThat(report.collection(TAGS).message())
                .isEqualTo("Cannot store rows of tags: java.sql.SQLException: java.sql.SQLException");
    }

    private static SyncReport failed(SyncEngine.Builder engine) {
        try {
            throw new AssertionError(engine.build().sync().toTable());
        } catch (SyncFailedException e) {
            return e.report();
        }
    }
}
